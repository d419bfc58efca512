import { describe, expect, it } from '@jest/globals';
import { chaseNotice } from './chase-notice.model.js';
import { renderedChase } from './chase-mail.js';

const week = { feed: 'activity-weekly', regionCode: 'Y56', period: '2022-10-23' } as const;
const LINK = 'https://cdc.test/regions/Y56/submissions';

describe('a reminder', () => {
  it('names what is missing, both deadlines and where to send it, as text and as HTML', () => {
    const { subject, text, html } = renderedChase(chaseNotice({ ...week, rung: 'before' }, ['Centre A: nothing has been reported.', 'Tea & <b>Co</b>: 1 test is missing (MRI).']), LINK, null);
    expect(subject).toBe('Weekly activity of London, week ending 23 October 2022: due in 2 working days');
    expect(text).toBe(
      [
        subject,
        '',
        'The return is due by the end of Wednesday 26 October 2022.',
        'Until the end of Friday 4 November 2022 it can be sent and corrected freely; after that a correction needs a reason.',
        'You get this mail because something of the return is missing. When it has been accepted, no more will come for it.',
        '',
        'Missing',
        'Centre A: nothing has been reported.',
        'Tea & <b>Co</b>: 1 test is missing (MRI).',
        '',
        'Send the return:',
        LINK,
        '',
      ].join('\n'),
    );
    expect(html).toContain('<li>Centre A: nothing has been reported.</li>');
    expect(html).toContain('Tea &amp; &lt;b&gt;Co&lt;/b&gt;');
    for (const sentence of text.split('\n').slice(2, 5)) expect(html).toContain(`<p>${sentence}</p>`);
    expect(html).toContain(`<a href="${LINK}">`);
  });

  it.each([
    ['due', 'due today', 'is due'],
    ['after-1', 'late', 'was due'],
    ['after-5', 'still missing', 'was due'],
  ] as const)('on the rung %s says %s', (rung, words, verb) => {
    const { subject, text } = renderedChase(chaseNotice({ ...week, rung }, ['x']), LINK, null);
    expect(subject).toMatch(new RegExp(`: ${words}$`));
    expect(text).toContain(`The return ${verb} by`);
  });

  it('of synthetic data says so first', () => {
    const { subject, text, html } = renderedChase(chaseNotice({ ...week, rung: 'due' }, ['x']), LINK, 'Synthetic data: all is invented.');
    expect(subject).toMatch(/^\[Synthetic data\] Weekly activity/);
    expect(text).toMatch(/^Synthetic data: all is invented\.\n/);
    expect(html).toContain('<strong>Synthetic data: all is invented.</strong>');
  });
});
