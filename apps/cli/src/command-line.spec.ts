import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from './command-line.js';
import { Terminal } from './terminal.js';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

interface SeenCall {
  method: string;
  url: string;
  authorization: string;
  disposition: string;
  body: string;
}

const calls: SeenCall[] = [];
let routes: Record<string, Answer> = {};

const json = (status: number, body: unknown): Answer => (_request, response) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const problem = (status: number, code: string, detail: string, more: object = {}): Answer => json(status, { status, code, detail, ...more });

async function addressOf(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => (body += text));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    if (url !== '/oidc/token') calls.push({ method, url, authorization: headers.authorization ?? '', disposition: String(headers['content-disposition'] ?? ''), body });
    const answer = routes[`${method} ${url}`] ?? (url === '/oidc/token' ? issueToken : problem(404, 'NOT_FOUND', `no ${method} ${url}`));
    answer(request, response, body);
  });
});

/** The token says who signed in, so that a call shows whose it is. */
const issueToken: Answer = (request, response, body) => {
  const [client = '', secret] = Buffer.from(String(request.headers.authorization).slice('Basic '.length), 'base64').toString().split(':');
  const known = secret === 'demo' && body === 'grant_type=client_credentials';
  json(known ? 200 : 401, known ? { access_token: `token-of-${client}` } : { error: 'invalid_client' })(request, response, body);
};

const platformUrl = await addressOf(server);
const folder = await mkdtemp(join(tmpdir(), 'cdc-cli-'));
const file = join(folder, 'return.csv');
const CONTENT = 'cdc_code,date,test,delivered\n';
await writeFile(file, CONTENT);

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  calls.length = 0;
  routes = {};
});

class Screen {
  text = '';
  constructor(readonly isTTY = false) {}
  write(text: string | Uint8Array): boolean {
    this.text += typeof text === 'string' ? text : Buffer.from(text).toString();
    return true;
  }
  once(): this {
    return this;
  }
}

/** Runs one command line as region-y60, unless told otherwise. */
async function cdc(args: readonly string[], environment: Record<string, string> = {}, watched = false): Promise<{ exit: number; out: string; err: string }> {
  const [out, err] = [new Screen(), new Screen(watched)];
  const exit = await runCommandLine(args, { CDC_URL: platformUrl, CDC_CLIENT: 'region-y60', ...environment }, new Terminal(out, err));
  return { exit, out: out.text, err: err.text };
}

const SUBMIT = 'POST /api/v1/feeds/activity-daily/submissions';
const SUBMISSION = 'GET /api/v1/submissions/act-1';
const ERRORS = `${SUBMISSION}/errors?limit=500`;

const submission = (status: string, counts: object = {}): object => ({
  id: 'act-1',
  status,
  layout: 'template',
  counts: { read: 3, new: 0, changed: 0, unchanged: 0, errors: 0, warnings: 0, ...counts },
  totals: { delivered: 1_234_567 },
});
const fault = (row: number, code: string, message: string, fix: string): object => ({ severity: 'error', row, column: 'test', cell: null, sheet: null, code, value: 'CTT', message, fix, suggestion: 'CT' });
const page = (items: object[], next: string | null = null): Answer => json(200, { items, next });

describe('submit', () => {
  it('states the order of dates beside the file', async () => {
    const target = '/api/v1/feeds/ledger/submissions?period=2020-06&dateOrder=mdy';
    routes[`POST ${target}`] = json(202, submission('received'));
    expect(await cdc(['submit', 'ledger', file, '--date-order', 'mdy', '--period', '2020-06', '--no-wait'])).toMatchObject({ exit: 0 });
    expect(calls[0]).toMatchObject({ method: 'POST', url: target });
  });

  it('sends the file as the client and waits until it is accepted', async () => {
    const states = ['received', 'checking'];
    routes[`${SUBMIT}?reason=late+centre`] = json(202, submission('received'));
    routes[SUBMISSION] = (...call) => json(200, submission(states.shift() ?? 'accepted', { new: 2, unchanged: 1 }))(...call);
    routes[ERRORS] = page([]);
    const { exit, out } = await cdc(['submit', 'activity-daily', file, '--reason', 'late centre']);
    expect(calls[0]).toEqual({
      method: 'POST',
      url: '/api/v1/feeds/activity-daily/submissions?reason=late+centre',
      authorization: 'Bearer token-of-region-y60',
      disposition: "attachment; filename*=UTF-8''return.csv",
      body: CONTENT,
    });
    expect(states).toEqual([]);
    expect(out).toContain('Accepted\n  id      act-1\n');
    expect(out).toContain('3 read, 2 new, 1 unchanged');
    expect(out).toContain('delivered 1,234,567');
    expect(exit).toBe(0);
  });

  it('prints every error of a rejected file by cause, rows that are alike together, and ends with 1', async () => {
    routes[SUBMIT] = json(202, submission('received'));
    routes[SUBMISSION] = json(200, submission('rejected', { errors: 5 }));
    const test = (row: number): object => fault(row, 'UNKNOWN_TEST', '"CTT" is not on our list.', 'Replace it with CT.');
    routes[ERRORS] = page([fault(9, 'NEGATIVE', 'Less than 0.', 'Enter 0.'), test(2), test(3)], 'p2');
    routes[`${ERRORS}&after=p2`] = page([test(4), test(7)]);
    const { exit, out } = await cdc(['submit', 'activity-daily', file]);
    expect(out.slice(out.indexOf('Unknown'))).toBe(
      [
        'Unknown test (UNKNOWN_TEST): 4 errors',
        '  rows 2 to 4, 7, column test, value "CTT": "CTT" is not on our list. Perhaps "CT".',
        '  How to fix it: Replace it with CT.',
        '',
        'Negative (NEGATIVE): 1 error',
        '  row 9, column test, value "CTT": Less than 0. Perhaps "CT".',
        '  How to fix it: Enter 0.\n',
      ].join('\n'),
    );
    expect(exit).toBe(1);
  });

  it('says when the platform counted more errors than it kept', async () => {
    routes[SUBMIT] = json(202, submission('received'));
    routes[SUBMISSION] = json(200, submission('rejected', { errors: 12_000, warnings: 1 }));
    routes[ERRORS] = page([fault(2, 'NEGATIVE', 'Less than 0.', 'Enter 0.')]);
    expect((await cdc(['submit', 'activity-daily', file])).out).toContain('These are the first 1 of 12,001.');
  });

  it('says why a file is right that waits, and what became of it', async () => {
    routes['POST /api/v1/submissions/act-1/confirm'] = json(202, submission('received'));
    routes[SUBMISSION] = json(200, submission('accepted'));
    routes[ERRORS] = page([]);
    const { exit, out } = await cdc(['confirm', 'act-1', 'OUTLIER=New scanner, since = May', 'DROPPED=x']);
    expect([exit, out]).toEqual([0, expect.stringContaining('Accepted')]);
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ reasons: [{ code: 'OUTLIER', reason: 'New scanner, since = May' }, { code: 'DROPPED', reason: 'x' }] });
    expect((await cdc(['confirm', 'act-1', 'OUTLIER'])).exit).toBe(2);
    expect((await cdc(['confirm', 'act-1'])).exit).toBe(2);
  });

  it('answers warnings beforehand with --reason and --confirm', async () => {
    routes[`${SUBMIT}?reason=Moved&confirm=OUTLIER`] = json(202, submission('received'));
    expect((await cdc(['submit', 'activity-daily', file, '--reason', 'Moved', '--confirm', 'OUTLIER', '--no-wait'])).exit).toBe(0);
  });

  it('only checks with --dry-run', async () => {
    routes[`${SUBMIT}?dryRun=true`] = json(200, { status: 'rejected', layout: null, counts: { read: 1, errors: 1 }, totals: {}, errors: [fault(2, 'NEGATIVE', 'Less than 0.', 'Enter 0.')] });
    const { exit, out } = await cdc(['submit', 'activity-daily', file, '--dry-run']);
    expect([exit, calls.length]).toEqual([1, 1]);
    expect(out).toContain('Negative (NEGATIVE): 1 error');
  });

  const change = (row: number | null, old: unknown, now: unknown, percent: number | null, kind = 'changed'): object => ({ kind, row, key: { cdc_code: 'RWX01', date: '2024-08-05', test: 'MRI' }, column: 'delivered', old, new: now, percent });
  const totals = { new: 1, changed: 1_200, unchanged: 10, dropped: 2 };
  const CHANGES = [
    'What this file changes',
    '  Rows: 1 new, 1,200 changed, 10 unchanged, 2 no longer there.',
    '  Row 2, RWX01, 2024-08-05, MRI, delivered: 12 \u2192 1,500 (+12400%)',
    '  Row 3, RWX01, 2024-08-05, MRI, delivered: 40 \u2192 10.50 (\u221273.8%)',
    '  Row 4, RWX01, 2024-08-05, MRI, delivered: Empty \u2192 no',
    '  Not in the file, RWX01, 2024-08-05, MRI, delivered: 7 \u2192 Gone (\u2212100%)',
  ];
  const changes = [change(2, 12, 1500, 12_400), change(3, 40, 10.5, -73.8), change(4, null, false, null), change(null, 7, null, -100, 'dropped')];

  it('says after a dry run what the file would change, in the words of its page, and the first values', async () => {
    const answer = (diff: object) => json(200, { status: 'accepted', layout: null, counts: { read: 1 }, totals: {}, errors: [], diff: { ...totals, ...diff } });
    const dryRun = async (diff: object): Promise<string[]> => {
      routes[`${SUBMIT}?dryRun=true`] = answer(diff);
      return (await cdc(['submit', 'activity-daily', file, '--dry-run'])).out.trimEnd().split('\n').slice(3);
    };
    expect(await dryRun({ items: changes, kept: 4 })).toEqual(['', ...CHANGES]);
    const many = await dryRun({ items: Array.from({ length: 30 }, () => change(2, 1, 2, 100)), kept: 1_202 });
    expect([many.length, many.at(-1)]).toEqual([24, '  These are the first 20 values.']);
    expect((await dryRun({ new: 0, changed: 0, dropped: 0, items: [], kept: 0 })).at(-1)).toBe('  Nothing changes: all 10 rows say what was there before.');
    expect(await dryRun({ changed: 0, unchanged: 0, dropped: 0, items: [], kept: 0 })).toEqual([]);
  });

  it('says it of a file that waits, to those who may read the file', async () => {
    routes[SUBMIT] = json(202, submission('received'));
    routes[SUBMISSION] = json(200, submission('awaiting-confirmation', { warnings: 1 }));
    routes[ERRORS] = page([{ ...fault(2, 'OUTLIER', 'Far from recent weeks.', 'Say why.'), severity: 'warning' }]);
    routes[`${SUBMISSION}/diff?limit=20`] = json(200, { totals, items: changes, next: 'n' });
    const { exit, out } = await cdc(['submit', 'activity-daily', file]);
    expect([exit, out.slice(out.indexOf('What this'))]).toEqual([1, [...CHANGES, '  These are the first 4 values.', ''].join('\n')]);
    routes[`${SUBMISSION}/diff?limit=20`] = problem(403, 'FORBIDDEN', 'You may not do this.');
    const seen = (await cdc(['status', 'act-1'])).out;
    expect([seen.includes('Waiting:'), seen.includes('What this file')]).toEqual([true, false]);
    expect((await cdc(['submit', 'activity-daily', file, '--json'])).out).toContain('"OUTLIER"');
  });

  it('gives the receipt at once with --no-wait, and one JSON document with --json', async () => {
    routes[SUBMIT] = json(202, submission('received'));
    const { exit, out } = await cdc(['submit', 'activity-daily', file, '--no-wait', '--json']);
    expect([exit, calls.length]).toEqual([0, 1]);
    expect(JSON.parse(out)).toEqual({ ...submission('received'), errors: [] });
  });

  it('shows progress only to a person', async () => {
    const runs = [];
    for (const watched of [true, false]) {
      const states = ['checking'];
      routes[SUBMIT] = json(202, submission('received'));
      routes[SUBMISSION] = (...call) => json(200, { ...submission(states.shift() ?? 'accepted'), progress: { step: 'loading', done: 1, total: 4 } })(...call);
      routes[ERRORS] = page([]);
      runs.push((await cdc(['submit', 'activity-daily', file], {}, watched)).err);
    }
    expect(runs[0]).toContain('Checking act-1: loading, 25 %');
    expect(runs[1]).toBe('');
  });

  it('hears a refusal that comes before the file is read', async () => {
    const large = join(folder, 'large.csv');
    await writeFile(large, Buffer.alloc(16 * 1024 * 1024, 'a\n'));
    const refusing = createServer((request, response) => {
      if (request.url === '/oidc/token') return issueToken(request, response, 'grant_type=client_credentials');
      problem(403, 'FORBIDDEN_FEED', 'The role viewer may not send the feed activity-daily.')(request, response, '');
    });
    const url = await addressOf(refusing);
    expect(await cdc(['submit', 'activity-daily', large, '--url', url])).toEqual({ exit: 1, out: '', err: 'The role viewer may not send the feed activity-daily.\n' });
    refusing.closeAllConnections();
    refusing.close();
  });
});

describe('status', () => {
  it('shows a submission and its errors', async () => {
    routes[SUBMISSION] = json(200, submission('checking'));
    routes[ERRORS] = page([]);
    const { exit, out } = await cdc(['status', 'act-1']);
    expect([exit, out.split('\n')[0]]).toEqual([0, 'Being checked']);
  });

  it('signs in again when the token has run out', async () => {
    let issued = 0;
    routes['POST /oidc/token'] = (...call) => json(200, { access_token: `token-${++issued}` })(...call);
    routes[SUBMISSION] = (request, ...rest) => (request.headers.authorization === 'Bearer token-2' ? json(200, submission('accepted')) : json(401, {}))(request, ...rest);
    routes[ERRORS] = page([]);
    expect((await cdc(['status', 'act-1'])).exit).toBe(0);
  });
});

describe('report', () => {
  const item = {
    id: 'ed-1',
    kind: 'weekly',
    scope: { level: 'region', code: 'Y60', name: 'Midlands' },
    period: '2024-08-04',
    contentHash: 'abc',
    completeness: { centresExpected: 30, centresReported: 2, cellsNotReported: 3 },
    builtAt: '2024-08-12T08:01:15.813Z',
  };
  const text: Answer = (_request, response) => void response.writeHead(200, { 'content-type': 'text/csv' }).end('section,level\n');

  it("builds the caller's own region by default and writes the content", async () => {
    routes['POST /api/v1/reports/weekly/editions'] = json(201, item);
    routes['GET /api/v1/reports/editions/ed-1?format=csv'] = text;
    const { exit, out, err } = await cdc(['report', 'weekly', '--period', '2024-08-04', '--format', 'csv']);
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ period: '2024-08-04', scope: { level: 'region', code: 'Y60' } });
    expect([exit, out]).toEqual([0, 'section,level\n']);
    for (const part of ['weekly report of Midlands for 2024-08-04', 'ed-1', 'abc', '2 of 30 centres reported']) expect(err).toContain(part);
  });

  it.each([
    ['england', { level: 'england', code: 'ENG' }],
    ['icb:QHL', { level: 'icb', code: 'QHL' }],
    ['cdc:GOVUK-0CA256B8', { level: 'cdc', code: 'GOVUK-0CA256B8' }],
  ])('builds %s, writes a file whose name says the format', async (word, scope) => {
    routes['POST /api/v1/reports/weekly/editions'] = json(200, item);
    routes['GET /api/v1/reports/editions/ed-1?format=csv'] = text;
    const out = join(folder, 'week.csv');
    const run = await cdc(['report', 'weekly', '--period', '2024-08-04', '--scope', word, '--out', out, '--json']);
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ period: '2024-08-04', scope });
    expect(JSON.parse(run.out)).toEqual({ ...item, out });
    expect(await readFile(out, 'utf8')).toBe('section,level\n');
  });

  it('gives the newest to a caller who may not build', async () => {
    routes['POST /api/v1/reports/weekly/editions'] = problem(403, 'FORBIDDEN', 'You may not build.');
    routes['GET /api/v1/reports/weekly/editions?period=2024-08-04&level=england&code=ENG&limit=1'] = page([item]);
    const viewer = { CDC_CLIENT: 'viewer' };
    const run = await cdc(['report', 'weekly', '--period', '2024-08-04', '--json'], viewer);
    expect([run.exit, JSON.parse(run.out)]).toEqual([0, item]);
    routes['GET /api/v1/reports/weekly/editions?period=2024-08-04&level=england&code=ENG&limit=1'] = page([]);
    expect((await cdc(['report', 'weekly', '--period', '2024-08-04'], viewer)).exit).toBe(1);
  });
});

describe('a wrong command line', () => {
  it.each([
    [['submti', 'x'], 'There is no command "submti". Did you mean "submit"?'],
    [['zzzzzzzzz'], 'There is no command "zzzzzzzzz".\n'],
    [['submit', 'activity-daily'], 'Name one feed and one file'],
    [['submit', 'activity-daily', '/nowhere/at/all'], 'cannot be read'],
    [['submit', 'activity-daily', folder], 'is not a file'],
    [['status'], 'Name one submission'],
    [['status', 'act-1', '--jsn'], 'There is no option --jsn. Did you mean "json"?'],
    [['report', 'weakly', '--period', '2024-08-04'], 'Did you mean "weekly"?'],
    [['report', 'weekly'], 'Name the period'],
    [['report', 'weekly', '--period', '2024-08-04', '--scope', 'regon:Y60'], 'Did you mean "region"?'],
    [['report', 'weekly', '--period', '2024-08-04', '--format', 'pdf'], 'json, csv, html'],
    [['status', 'act-1', '--url', 'localhost'], 'is not an address'],
  ])('%j ends with 2', async (args, said) => {
    const { exit, err } = await cdc(args);
    expect(err).toContain(said);
    expect([exit, calls]).toEqual([2, []]);
  });

  it('asks who is there', async () => {
    const { exit, err } = await cdc(['status', 'act-1'], { CDC_CLIENT: '' });
    expect([exit, err]).toEqual([2, 'Say who you are, as in --client region-y60, or set CDC_CLIENT.\nSee: cdc --help\n']);
  });

  it('is also a feed that the platform does not know, in its words', async () => {
    routes['POST /api/v1/feeds/activity-dialy/submissions'] = problem(404, 'UNKNOWN_FEED', 'There is no feed activity-dialy. The closest is activity-daily.');
    const { exit, err } = await cdc(['submit', 'activity-dialy', file]);
    expect([exit, err.split('\n')[0]]).toEqual([2, 'There is no feed activity-dialy. The closest is activity-daily.']);
  });
});

describe('a failure', () => {
  it('ends with 1 and names each thing that is wrong, as the problem itself with --json', async () => {
    const body = { errors: [{ field: 'period', message: 'too old' }, { field: 'scope.code', message: 'too long' }] };
    routes['POST /api/v1/reports/weekly/editions'] = problem(400, 'INVALID_REQUEST', 'Two things.', body);
    const args = ['report', 'weekly', '--period', '2024-08-04'];
    expect(await cdc(args)).toEqual({ exit: 1, out: '', err: 'Two things.\n  period: too old\n  scope.code: too long\n' });
    expect(JSON.parse((await cdc([...args, '--json'])).out)).toEqual({ status: 400, code: 'INVALID_REQUEST', detail: 'Two things.', ...body });
  });

  it('quotes the trace id when the fault is on the other side', async () => {
    routes[SUBMISSION] = problem(500, 'INTERNAL_ERROR', 'Something went wrong.', { traceId: 'f00' });
    expect((await cdc(['status', 'act-1'])).err).toBe('Something went wrong.\nTrace id: f00\n');
  });

  it('says that nobody answers, and where', async () => {
    const { exit, err } = await cdc(['status', 'act-1', '--url', 'http://127.0.0.1:1']);
    expect([exit, err]).toEqual([1, expect.stringContaining('The platform at http://127.0.0.1:1 does not answer (ECONNREFUSED)')]);
  });

  it('says that the secret is wrong', async () => {
    const { exit, err } = await cdc(['status', 'act-1'], { CDC_SECRET: 'guess' });
    expect([exit, err]).toEqual([1, 'The platform does not know the client "region-y60" with this secret. Check --client and CDC_SECRET.\n']);
  });

  it('names the submission that was received before the platform went away', async () => {
    routes[SUBMIT] = json(202, submission('received'));
    routes[SUBMISSION] = (request) => request.socket.destroy();
    expect((await cdc(['submit', 'activity-daily', file])).err).toContain('The file was received as act-1. Ask for it with: status act-1');
  });
});

it('prints its help, whole and by command', async () => {
  for (const args of [[], ['--help'], ['help']]) expect(await cdc(args)).toMatchObject({ exit: 0, out: expect.stringContaining('submit FEED FILE') });
  expect((await cdc(['report', '--help'])).out).toContain('--scope SCOPE');
});
