import { type Edition } from '../edition/edition.entity.js';
import { editionDocument } from '../edition/edition-item.js';
import { editionCsv } from './edition-csv.model.js';
import { editionHtml, htmlStyleSource } from './edition-html.js';

export const EDITION_FORMATS = ['json', 'csv', 'html'] as const;
export type EditionFormat = (typeof EDITION_FORMATS)[number];

export interface Rendered {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const RENDERERS: Readonly<Record<EditionFormat, (edition: Edition, label: string | null) => Rendered>> = {
  json: (edition, label) => ({
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: editionDocument(edition, label),
  }),
  csv: (edition, label) => ({
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${edition.id}.csv"`,
    },
    body: editionCsv(edition.content, label),
  }),
  html: (edition, label) => ({
    // The document brings its one style with it and nothing else, so its policy allows that and nothing else.
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src ${htmlStyleSource(label)}; frame-ancestors 'none'; base-uri 'none'`,
    },
    body: editionHtml(edition, label),
  }),
};

/** An edition in one format, from what was stored when it was built. @param label of synthetic data, which every format then carries */
export function rendered(edition: Edition, format: EditionFormat, label: string | null): Rendered {
  const { headers, body } = RENDERERS[format](edition, label);
  return { headers: { ...headers, ETag: `"${edition.contentHash}"` }, body };
}
