import { mailHtml } from '../mail/mail-views.js';
import { chaseMail, type ChaseNotice } from './chase-notice.model.js';

/** A reminder as text and as HTML; both say the same. @param link where the return is sent @param label of synthetic data, with which both begin */
export function renderedChase(notice: ChaseNotice, link: string, label: string | null): { readonly subject: string; readonly text: string; readonly html: string } {
  const { subject, heading, summary, missing } = chaseMail(notice, label);
  const text = [...(label === null ? [] : [label, '']), heading, '', ...summary, '', 'Missing', ...missing, '', 'Send the return:', link, ''].join('\n');
  return { subject, text, html: mailHtml('chase-mail.njk', { subject, heading, summary, missing, link, label }) };
}
