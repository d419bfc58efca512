import { type EditionContent } from '../edition/edition-content.model.js';
import { editionMail } from './edition-mail.model.js';
import { mailHtml } from './mail-views.js';

/** A mail about an edition, as text and as HTML; both say the same. @param link where the edition is read @param label of synthetic data, with which both begin */
export function renderedMail(
  content: EditionContent,
  link: string,
  label: string | null,
): { readonly subject: string; readonly text: string; readonly html: string } {
  const { subject, summary, missing } = editionMail(content, label);
  const absent = missing.length > 0 ? ['', 'Missing', ...missing] : [];
  const text = [...(label === null ? [] : [label, '']), subject, '', ...summary, ...absent, '', 'Read the report:', link, ''].join('\n');
  return { subject, text, html: mailHtml('edition-mail.njk', { subject, summary, missing, link, label }) };
}
