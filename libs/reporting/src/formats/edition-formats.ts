import { type Edition } from '../edition/edition.entity.js';
import { editionDocument } from '../edition/edition-item.js';
import { editionCsv } from './edition-csv.model.js';
import { HTML_STYLE_SOURCE, editionHtml } from './edition-html.js';

export const EDITION_FORMATS = ['json', 'csv', 'html'] as const;
export type EditionFormat = (typeof EDITION_FORMATS)[number];

export interface Rendered {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const RENDERERS: Readonly<Record<EditionFormat, (edition: Edition) => Rendered>> = {
  json: (edition) => ({
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: editionDocument(edition),
  }),
  csv: (edition) => ({
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${edition.id}.csv"`,
    },
    body: editionCsv(edition.content),
  }),
  html: (edition) => ({
    // The document brings its one style with it and nothing else, so its policy allows that and nothing else.
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src ${HTML_STYLE_SOURCE}; frame-ancestors 'none'; base-uri 'none'`,
    },
    body: editionHtml(edition),
  }),
};

/** An edition in one format, from what was stored when it was built. */
export function rendered(edition: Edition, format: EditionFormat): Rendered {
  const { headers, body } = RENDERERS[format](edition);
  return { headers: { ...headers, ETag: `"${edition.contentHash}"` }, body };
}
