import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { utils, write } from '@e965/xlsx';
import { runCommandLine } from '../command-line.js';
import { Terminal } from '../terminal.js';

const folder = await mkdtemp(join(tmpdir(), 'cdc-check-'));
afterAll(() => rm(folder, { recursive: true }));

class Screen {
  text = '';
  write(text: string | Uint8Array): boolean {
    this.text += typeof text === 'string' ? text : Buffer.from(text).toString();
    return true;
  }
  once(): this {
    return this;
  }
}

/** Runs one command line with nobody signed in and no platform to be found. */
async function cdc(args: readonly string[], environment: Record<string, string> = {}): Promise<{ exit: number; out: string; err: string }> {
  const [out, err] = [new Screen(), new Screen()];
  const exit = await runCommandLine(args, { CDC_URL: 'http://127.0.0.1:9', ...environment }, new Terminal(out, err));
  return { exit, out: out.text, err: err.text };
}

async function fileOf(name: string, ...lines: string[]): Promise<string> {
  await writeFile(join(folder, name), `${lines.join('\n')}\n`);
  return join(folder, name);
}

const WEEKLY = 'cdc_code,week_ending,test,delivered';
const sound = await fileOf('sound.csv', WEEKLY, 'RAA01,2024-08-04,MRI,4', 'RAA02,2024-08-04,MRI,5');
const wrong = await fileOf('wrong.csv', WEEKLY, 'RAA01,2024-08-04,MRII,4', 'RAA01,2024-08-03,CT,many');
const other = await fileOf('other.csv', 'a,b', '1,2');

describe('check', () => {
  it('tells the feed from the header, needs nobody to sign in, and says what it could not check', async () => {
    const { exit, out, err } = await cdc(['check', sound]);
    expect([exit, out]).toEqual([0, 'No errors\n  feed    activity-weekly\n  file    sound.csv\n  layout  template\n  rows    2 read\n  errors  0, warnings 0\n  totals  delivered 9\n']);
    expect(err).toContain('Not checked here: whether the codes of centres are registered.');
  });

  it('names the errors as submit does and ends with 1', async () => {
    const { exit, out } = await cdc(['check', wrong]);
    expect(exit).toBe(1);
    expect(out).toContain('Errors: the platform would reject the file\n');
    expect(out).toContain('\nUnknown test (UNKNOWN_TEST): 1 error\n  row 2, column test, value "MRII": "MRII" is not a code on our list. The closest is MRI');
    expect(out).toContain('\nWeek ending (WEEK_ENDING): 1 error\n  row 3, column week_ending');
    expect(out).toContain('\nNumber format (NUMBER_FORMAT): 1 error\n');
  });

  it('writes one JSON document', async () => {
    const { exit, out } = await cdc(['check', wrong, '--json']);
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ status: 'faulty', feed: 'activity-weekly', counts: { read: 2, errors: 3 }, errors: [{ code: 'UNKNOWN_TEST', row: 2, suggestion: 'MRI' }, {}, {}] });
  });

  it('takes the feed that is named, also where the header says another', async () => {
    const { exit, out } = await cdc(['check', sound, '--feed', 'machines']);
    expect([exit, out]).toEqual([1, expect.stringContaining('WRONG_FEED')]);
  });

  it('tells the feed from a workbook or JSON too', async () => {
    const workbook = join(folder, 'week.xlsx');
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([WEEKLY.split(','), ['RAA01', '2024-08-04', 'MRI', 4]]), 'Return');
    await writeFile(workbook, write(book, { type: 'buffer', bookType: 'xlsx' }));
    const json = await fileOf('week.json', '[{"cdc_code":"RAA01","week_ending":"2024-08-04","test":"MRI","delivered":4}]');
    for (const file of [workbook, json]) expect(await cdc(['check', file])).toMatchObject({ exit: 0, out: expect.stringContaining('  feed    activity-weekly\n') });
    expect(await cdc(['check', await fileOf('other.json', '[{"a":1}]')])).toMatchObject({ exit: 2, err: expect.stringContaining('Name the feed') });
  }, 30_000);

  it('reads dates with the day first where that is said', async () => {
    const file = await fileOf('dmy.csv', WEEKLY, 'RAA01,04/08/2024,MRI,4');
    expect([(await cdc(['check', file])).exit, (await cdc(['check', file, '--date-order', 'dmy'])).exit]).toEqual([1, 0]);
  });

  it('reads a published file again where its dates ask for it', async () => {
    const header = 'Department Family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount';
    const ledger = await fileOf('ledger.csv', header, 'Health,RQM,04/30/2020,Fees,Wards,A Ltd,1,10.00', 'Health,RQM,04/05/2020,Fees,Wards,A Ltd,2,20.00');
    const { exit, out } = await cdc(['check', ledger]);
    expect([exit, out]).toEqual([0, expect.stringContaining('  totals  amountPence 3,000\n')]);
  });

  it('says of a file that may name a patient what the platform would', async () => {
    const { exit, out } = await cdc(['check', await fileOf('patients.csv', `${WEEKLY},nhs_no`, 'RAA01,2024-08-04,MRI,4,943 476 5919')]);
    expect([exit, out.includes('943'), out.includes('(POSSIBLE_PATIENT_DATA)')]).toEqual([1, false, true]);
  });

  it.each([
    ['no file', ['check'], 'Name one file'],
    ['a file that is not there', ['check', join(folder, 'none.csv')], 'cannot be read'],
    ['one that is not there for a feed that is named', ['check', join(folder, 'none.csv'), '--feed', 'machines'], 'cannot be read'],
    ['a feed that nobody knows', ['check', sound, '--feed', 'activity-weakly'], 'Did you mean "activity-weekly"?'],
    ['a header of no feed', ['check', other], 'Name the feed, as in --feed activity-weekly.'],
    ['an order that is none', ['check', sound, '--date-order', 'ymd'], 'not read'],
    ['lists that are none', ['check', sound, '--lists', sound], 'does not hold lists'],
    ['lists to ask for but not to keep', ['check', sound, '--refresh'], 'Say where to keep the lists'],
    ['lists that nobody asks for', ['check', sound, '--refresh', '--lists', join(folder, 'none.json')], '--client'],
  ])('ends with 2 for %s', async (_what, args, words) => {
    const { exit, err } = await cdc(args);
    expect([exit, err]).toEqual([2, expect.stringContaining(words)]);
  });
});

it('checks codes against lists that were kept from the platform, also when it is gone', async () => {
  const pages: Record<string, unknown> = {
    '/api/v1/cdcs?limit=500': { items: [{ cdcCode: 'RAA01', name: 'A', opened: '2023-01-01', closed: null }], next: 'more' },
    '/api/v1/cdcs?limit=500&after=more': { items: [{ cdcCode: 'RAA07', name: 'B', opened: null, closed: '2024-01-31' }], next: null },
    '/api/v1/organisations?limit=500': { items: [{ code: 'RAA', name: 'A trust' }], next: null },
  };
  const server = createServer((request, response) => {
    const body = request.url === '/oidc/token' ? { access_token: 'token' } : pages[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const lists = join(folder, 'lists.json');
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const online = await cdc(['check', sound, '--lists', lists, '--refresh'], { CDC_URL: url, CDC_CLIENT: 'region-y60' });
  server.close();
  server.closeAllConnections();
  expect([online.exit, online.out]).toEqual([1, expect.stringContaining('row 3, column cdc_code, value "RAA02"')]);
  expect(JSON.parse(await readFile(lists, 'utf8')).cdcs.length).toBe(2);
  const offline = await cdc(['check', await fileOf('closed.csv', WEEKLY, 'RAA01,2024-08-04,MRI,4', 'RAA07,2024-08-04,MRI,4'), '--lists', lists]);
  expect([offline.exit, offline.out]).toEqual([1, expect.stringContaining('(SITE_CLOSED): 1 error')]);
  expect(offline.err).toContain('The lists are of 20');
});
