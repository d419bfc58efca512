import { startPages } from '../pages/pages-under-test.js';

const counts = { read: 56, new: 0, changed: 0, unchanged: 0, errors: 46, warnings: 0 };
const file = (id: string, change: object = {}) => ({
  id, feed: 'activity-weekly', region: 'Y60', status: 'rejected', fileName: `${id}.csv`, submittedBy: 'region-y60', submittedAt: '2022-11-14T09:00:00.000Z', decidedAt: '2022-11-14T09:00:01.000Z', counts, ...change,
});
const error = { severity: 'error', row: 4, column: 'test', cell: 'C4', sheet: null, code: 'UNKNOWN_TEST', value: 'USS', message: 'No.', fix: 'Replace it with US.', suggestion: 'US' };
const group = { code: 'UNKNOWN_TEST', severity: 'error', count: 23, columns: ['test'], firstRow: 4, lastRow: 30, message: 'No.', fix: 'Replace it with US.', examples: [error] };
const fix = { id: 'UNKNOWN_TEST.test.USS', code: 'UNKNOWN_TEST', column: 'test', count: 23, firstRow: 4, lastRow: 30, pairs: [{ from: 'USS', to: 'US', count: 23 }], sentence: 'Change USS to US in all 23 rows' };

const locked = { ...group, code: 'ENCRYPTED', count: 1, columns: [], firstRow: null, lastRow: null, message: 'The workbook needs a password.', fix: 'Remove the password and send the file again.', examples: [] };
const notKept = { ...locked, code: 'FILE_NOT_KEPT', severity: 'warning', message: 'We could not look through the file for details of patients, so we did not keep it.' };

const LISTED = Array.from({ length: 130 }, (_, index) => file(`act-${index + 1}`, { status: 'accepted' }));

const pages = await startPages((path) => {
  const { pathname, searchParams } = new URL(path, 'http://api');
  switch (pathname) {
    case '/api/v1/submissions': {
      const from = Number(searchParams.get('after') ?? 0);
      const to = from + Number(searchParams.get('limit'));
      return { items: LISTED.slice(from, to), next: to < LISTED.length ? String(to) : null };
    }
    case '/api/v1/submissions/act-1':
      return file('act-1');
    case '/api/v1/submissions/act-1/errors':
      return searchParams.get('group') === 'code' ? { items: [group] } : { items: [error], next: null };
    case '/api/v1/submissions/act-1/fixes':
      return { id: 'act-2', items: [fix], next: null };
    case '/api/v1/submissions/act-3':
      return file('act-3');
    case '/api/v1/submissions/act-3/errors':
      return searchParams.get('group') === 'code' ? { items: [locked, notKept] } : { items: [locked, notKept].map((one) => ({ ...error, ...one, row: null, column: null, cell: null, value: null, suggestion: null })), next: null };
    case '/api/v1/submissions/act-1/annotated':
    case '/api/v1/feeds/activity-weekly/template':
      return { file: path };
    default:
      return undefined;
  }
});

afterAll(() => pages.stop());

const html = async (role: string, path: string): Promise<string> => (await pages.get(role, path)).text();
const linked = (page: string, text: string): string | undefined => new RegExp(`href="([^"]*)"[^>]*>${text}`).exec(page)?.[1]?.replaceAll('&amp;', '&');

describe('the list of files', () => {
  it('is read a hundred at a time', async () => {
    const first = await html('national', '/submissions');
    expect([first.includes('act-100.csv'), first.includes('act-101.csv'), linked(first, 'Newest files')]).toEqual([true, false, undefined]);
    const second = await html('national', linked(first, 'Older files') ?? '');
    expect([second.includes('act-100.csv'), second.includes('act-101.csv'), second.includes('act-130.csv')]).toEqual([false, true, true]);
    expect([linked(second, 'Older files'), linked(second, 'Newest files')]).toEqual([undefined, '/submissions']);
    expect(second).toContain('Older files, from ');
  });

  it('is for those who see every region', async () => expect((await pages.get('region-y60', '/submissions')).status).toBe(403));
});

describe('the page of a rejected file', () => {
  it('offers its sender what can be put right, shown first', async () => {
    const page = await html('region-y60', '/submissions/act-1');
    expect(page).toContain('Change USS to US in all 23 rows for me');
    expect(page).toMatch(/<input[^>]*value="UNKNOWN_TEST.test.USS"[^>]*form="fixes"/);
    expect(page).toMatch(/<form id="fixes" action="\/submissions\/act-1\/fixes" method="post"/);
    expect([linked(page, 'Download your file with the errors in it'), linked(page, 'Download the list of errors')]).toEqual(['/submissions/act-1/annotated', '/submissions/act-1/errors.csv']);
  });

  it.each(['national', 'viewer'])('offers %s nothing of it', async (role) => {
    const page = await html(role, '/submissions/act-1');
    expect([page.includes('for me'), page.includes('id="fixes"'), linked(page, 'Download your file') !== undefined]).toEqual([false, false, role === 'national']);
  });

  it('leads to the corrected copy', async () => {
    const answer = await pages.post('region-y60', '/submissions/act-1/fixes', new URLSearchParams({ csrf: 'csrf', groups: fix.id }));
    expect([answer.status, answer.headers.get('location'), pages.asked.at(-1)]).toEqual([303, '/submissions/act-2', '/api/v1/submissions/act-1/fixes']);
  });

  it('sends the reason that its sender gives for the copy, or none', async () => {
    const page = await html('region-y60', '/submissions/act-1');
    expect(page).toMatch(/<form id="fixes"(?:(?!<\/form>)[^])*<input[^>]*id="fix-reason"[^>]*name="reason"[^>]*maxlength="500"/);
    const post = (reason: object) => pages.post('region-y60', '/submissions/act-1/fixes', new URLSearchParams({ csrf: 'csrf', groups: fix.id, ...reason }));
    for (const reason of [{ reason: ' The scanner was counted twice ' }, { reason: ' ' }, {}]) expect((await post(reason)).status).toBe(303);
    expect(pages.sent.slice(-3)).toEqual([{ groups: [fix.id], reason: 'The scanner was counted twice' }, { groups: [fix.id] }, { groups: [fix.id] }]);
    expect((await post({ reason: 'x'.repeat(501) })).status).toBe(400);
  });

  it('that was not kept says so, and offers neither the file nor a copy', async () => {
    const page = await html('region-y60', '/submissions/act-3');
    expect(page).toContain('we did not keep it');
    expect([linked(page, 'Download your file'), page.includes('id="fixes"'), linked(page, 'Download the list of errors')]).toEqual([undefined, false, '/submissions/act-3/errors.csv']);
    expect(pages.asked).not.toContain('/api/v1/submissions/act-3/fixes');
  });

  it('is shown again where nothing was ticked', async () => {
    const before = pages.asked.length;
    const answer = await pages.post('region-y60', '/submissions/act-1/fixes', new URLSearchParams({ csrf: 'csrf' }));
    expect([answer.headers.get('location'), pages.asked.length]).toEqual(['/submissions/act-1#fixes', before]);
  });

  it('hands on what the platform answers', async () => {
    expect(await html('region-y60', '/submissions/act-1/annotated')).toContain('/api/v1/submissions/act-1/annotated');
    await pages.get('region-y60', '/submissions/act-1/errors.csv');
    expect(pages.asked.at(-1)).toBe('/api/v1/submissions/act-1/errors?format=csv');
  });
});

describe('templates', () => {
  it('are linked for the feeds that a role may send', async () => {
    const page = await html('region-y60', '/submissions/new');
    expect([...page.matchAll(/href="(\/templates\/[^"]*)"/g)].map(([, href]) => href)).toEqual(
      ['activity-daily', 'activity-weekly', 'activity-monthly', 'machines', 'installations', 'estate'].flatMap((feed) => [`/templates/${feed}.xlsx`, `/templates/${feed}.csv`]),
    );
    expect(await html('viewer', '/submissions/new')).not.toContain('/templates/');
  });

  it('come from the platform', async () => {
    expect((await pages.get('region-y60', '/templates/activity-weekly.xlsx')).status).toBe(200);
    expect(pages.asked.at(-1)).toBe('/api/v1/feeds/activity-weekly/template?format=xlsx');
    expect((await pages.get('region-y60', '/templates/activity-weekly.pdf')).status).toBe(400);
  });
});
