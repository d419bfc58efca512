import { dayNumber, type FeedName } from '@cdc/contracts';
import { type CheckOptions, type CheckResult } from '../check/check-result.model.js';
import { ErrorList } from '../check/error-list.js';
import { openCheck } from '../check/file-check.js';
import { checkSheets } from '../check/workbook-check.js';
import { createCodeList, createOpenCodeList } from '../columns/code-list.js';
import { dm01MonthlyFeed } from '../feeds/dm01-monthly.feed.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { type CheckContext, type SheetRows } from '../feeds/feed.model.js';

// Test numbers: valid by the sum, of nobody.
const [ONE, TWO, THREE] = ['9434765919', '4505577104', '4010232137'];
const SPACED = '943 476 5919';

const context: CheckContext = {
  today: dayNumber('2024-08-20'),
  codeLists: { cdcs: createCodeList([{ code: 'RWX01', number: 1, name: 'Centre' }]), organisations: createOpenCodeList(), machines: createOpenCodeList() },
};

interface Checked extends CheckResult {
  readonly used: number;
}

async function check(feed: FeedName, given: string | Uint8Array, options: Partial<CheckOptions> = {}): Promise<Checked> {
  let used = 0;
  const run = openCheck(feedByName(feed), { fileName: 'file.csv', context, onRow: () => used++, ...options });
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  for (let at = 0; at < bytes.length; at += 1000) run.push(bytes.subarray(at, at + 1000));
  return Object.assign(await run.end(), { used });
}

const HEADER = 'cdc_code,date,test,delivered,comment';
const SOUND = 'RWX01,2024-08-05,MRI,4,all well';
const daily = async (...lines: string[]): Promise<Checked> => await check('activity-daily', lines.join('\n'));
const places = (result: CheckResult): (string | null)[] => result.errors.map(({ cell, row }) => cell ?? (row === null ? null : `row ${row}`));

const LEDGER = 'entity,date,amount,expense_type,expense_area,supplier,reference';
const ledger = (...rows: string[]): string => [LEDGER, ...rows].join('\n');
const paid = (reference: string | number | undefined, supplier = 'Supplier A', amount = '10.00'): string => `RWX,2024-08-01,${amount},Patient transport,Imaging,${supplier},${reference}`;

/** Numbers of ten digits as a purchasing system gives them, of which about one in eleven passes. */
const orders = (count: number): string[] => Array.from({ length: count }, (_, at) => String(4_500_010_007 + at * 13));

describe('catalogue 59, 60: a file that may name a patient', () => {
  it.each([
    ['in free text', [HEADER, SOUND, `RWX01,2024-08-06,MRI,4,repeat for ${ONE}`], ['E3'], 'comment'],
    ['in groups with spaces', [HEADER, `RWX01,2024-08-06,MRI,4,${SPACED}`], ['E2'], 'comment'],
    ['in groups with hyphens', [HEADER, 'RWX01,2024-08-06,MRI,4,943-476-5919'], ['E2'], 'comment'],
    ['in a column that the layout does not declare', [`${HEADER},extra`, SOUND + ',', `RWX01,2024-08-06,MRI,4,,${ONE}`], ['F3'], null],
    ['in a column without a name', [`${HEADER},`, `RWX01,2024-08-06,MRI,4,,${ONE}`], ['F2'], null],
    ['in a cell that its column does not take', [HEADER, `${ONE},2024-08-06,MRI,4,`], ['A2'], 'cdc_code'],
    ['in a count that is no count', [HEADER, `RWX01,2024-08-06,MRI,${ONE},`], ['D2'], 'delivered'],
    ['in a row that does not fit', [HEADER, SOUND, `RWX01,2024-08-06,MRI,4,,,${ONE}`], ['G3'], null],
    ['in a title row', [`Clinic list,${SPACED}`, '', HEADER, SOUND], ['B1'], null],
    ['in a footnote', [HEADER, SOUND, `"Not counted: ${SPACED}"`], ['A3'], null],
    ['in the header', [`${HEADER},${ONE}`, SOUND + ',x'], ['F1'], null],
    ['in the last row of a long file', [HEADER, ...Array<string>(3000).fill(SOUND), `RWX01,2024-08-06,MRI,4,${ONE}`], ['E3002'], 'comment'],
    ['under two headers of one name', [`${HEADER},comment`, SOUND + ',', `RWX01,2024-08-06,MRI,4,,${ONE}`], ['F3'], 'comment'],
  ])('is quarantined for a number %s', async (_where, lines, cells, column) => {
    const result = await daily(...lines);
    const [first] = result.errors;
    expect([result.quarantined, places(result)]).toEqual([true, cells]);
    expect(first).toMatchObject({ code: 'POSSIBLE_PATIENT_DATA', severity: 'error', value: null, suggestion: null });
    if (column !== 'comment' || cells[0] !== 'F3') expect(first?.column).toBe(column);
    expect(JSON.stringify(result)).not.toMatch(/943.?476.?5919/);
  });

  it.each([
    ['nhs_no', 'pending'],
    ['NHS Number', '12'],
    ['DOB', '12/03/1961'],
    ['Date of birth', '1961-03-12'],
    ['postcode', 'LE1 5WW'],
    ['Surname', 'Smith'],
    ['Forename', 'Ann'],
    ['patient', 'A Smith'],
    ['Patient name', 'Smith, Ann'],
  ])('is quarantined for a column %s that is filled', async (header, cell) => {
    const filled = await daily(`${HEADER},${header}`, SOUND + ',', `${SOUND.replace('05', '06')},"${cell}"`);
    expect([filled.quarantined, places(filled)]).toEqual([true, ['F3']]);
    expect(JSON.stringify(filled.errors)).not.toContain(cell);
    const empty = await daily(`${HEADER},${header}`, SOUND + ',');
    expect([empty.quarantined, empty.counts.errors, empty.used]).toEqual([false, 0, 1]);
  });

  it.each([
    ['a count of patients', 'patients', '41'],
    ["a supplier's postcode", 'Supplier Postcode', 'LE1 5WW'],
    ['a date', 'received on', '12/03/1961'],
    ['a name of something else', 'name', 'Ann Smith'],
    ['dates of birth that are none', 'dob', 'n/a'],
  ])('is not quarantined for %s', async (_what, header, cell) => {
    expect(await daily(`${HEADER},${header}`, `${SOUND},${cell}`)).toMatchObject({ quarantined: false, used: 1 });
  });

  it('says where, and nothing else of the file', async () => {
    const result = await daily(`${HEADER},surname`, `RWX0I,2024-08-05,MRI,many,Ann,Smith`, `RWX01,2024-08-06,MRI,4,${ONE} and ${TWO},Jones`);
    expect(places(result)).toEqual(['F2', 'E3']);
    expect(result).toMatchObject({ quarantined: true, counts: { read: 2, errors: 2, warnings: 0 }, errorsByCode: { POSSIBLE_PATIENT_DATA: 2 }, totals: {}, meta: {} });
    expect(JSON.stringify(result.errors)).not.toMatch(/Smith|Jones|Ann|RWX0I|many/);
  });

  it('gives no row on from the one that names a patient', async () => {
    expect((await daily(HEADER, SOUND, `RWX01,2024-08-06,MRI,4,${ONE}`, SOUND.replace('05', '07'))).used).toBe(1);
  });

  it('counts every place and lists the first thousand', async () => {
    const { counts, errors } = await daily(HEADER, ...Array.from({ length: 1200 }, (_, at) => `RWX01,2024-08-06,MRI,${at},${ONE}`));
    expect([counts.errors, errors.length]).toEqual([1200, 1000]);
  });
});

describe('a file that is refused for something else', () => {
  it.each([
    ['after a quotation mark that never closes', `${HEADER}\n${SOUND}\n"RWX01,2024-08-06,MRI,4,x\nRWX01,2024-08-07,MRI,4,${ONE}\n`],
    ['far after it', `${HEADER}\n${SOUND}\n"RWX01,x\n${`${SOUND}\n`.repeat(60_000)}RWX01,2024-08-07,MRI,4,${ONE}\n`],
    ['after a NUL byte', `${HEADER}\nRWX01\0,2024-08-07,MRI,4,\nRWX01,2024-08-07,MRI,4,${ONE}\n`],
    ['under no header that we know', `first,second\na,${ONE}\n`],
    ['in a list of patients', `NHS No,DOB,Surname\n${ONE},1961-03-12,Smith\n`],
    ['in a list of patients with no numbers', `Ward,DOB,Surname\n7,1961-03-12,Smith\n`],
    ['in a letter', `Dear colleague,\nyour patient Ann Smith (NHS ${SPACED}) was seen.\n`],
    ['in a page of the web', `<html><body>patient ${SPACED}</body></html>`],
    ['far down a page of the web', `<html><body>${'<p>all well</p>\n'.repeat(6000)}patient ${SPACED}</body></html>`],
    ['across two pieces of the file', `${'<html>'.padEnd(79_987, '\n')}patient ${SPACED}`],
    ['at the start of a very long line', `<html><body>patient ${SPACED} ${'all well '.repeat(8000)}`],
    ['in JSON', `{"rows":[{"nhsNumber":"${ONE}"}]}`],
  ])('is quarantined for a number %s', async (_where, text) => {
    const result = await check('activity-daily', text);
    expect(result).toMatchObject({ quarantined: true, used: result.used });
    expect(new Set(result.errors.map(({ code }) => code))).toEqual(new Set(['POSSIBLE_PATIENT_DATA']));
  });

  it('is quarantined for a number after bytes that are no text', async () => {
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\nRWX01,2024-08-06,MRI,4,caf`), Buffer.from([0xe9]), Buffer.from(`\nRWX01,2024-08-07,MRI,4,${ONE}\n`)]);
    expect((await check('activity-daily', bytes)).quarantined).toBe(true);
  });

  it('is quarantined for a number in UTF-16 that breaks off', async () => {
    const text = Buffer.from(`\ufeff${HEADER}\nRWX01,2024-08-06,MRI,4,${ONE}\n`, 'utf16le');
    expect((await check('activity-daily', Buffer.concat([text, Buffer.from([65])]))).quarantined).toBe(true);
  });

  it.each([10, 40_000])('is quarantined for a number in UTF-16 after half a character (%d rows in)', async (rows) => {
    const text = `\ufeff${HEADER}\n${`${SOUND}\n`.repeat(rows)}RWX01,2024-08-06,MRI,4,\ud800x\nRWX01,2024-08-07,MRI,4,${ONE}\n`;
    expect((await check('activity-daily', Buffer.from(text, 'utf16le'))).quarantined).toBe(true);
  });

  it('is quarantined for a number in words about patients, though others that no row was made of fail', async () => {
    const failing = ['9434765918', '9434765917', '9434765916'].map((text) => `order ${text}`).join('\n');
    const broken = (line: string): Promise<Checked> => check('activity-daily', `${HEADER}\n"RWX01,x\n${failing}\n${line}\n`);
    expect(await Promise.all([`patient ${ONE}`, SPACED, `order ${ONE}`].map(async (line) => (await broken(line)).quarantined))).toEqual([true, true, false]);
  });

  it('is only refused when nothing in it looks like a patient', async () => {
    for (const text of [`${HEADER}\n"RWX01`, 'first,second\na,b\n', '<html></html>', '{"rows":[]}']) {
      expect(await check('activity-daily', text)).toMatchObject({ quarantined: false });
    }
  });

  it('is refused as a ledger when it is one, though its references have ten digits', async () => {
    const result = await check('activity-daily', ledger(...orders(12).map((order) => paid(order))));
    expect([result.quarantined, result.errors.map(({ code }) => code)]).toEqual([false, ['WRONG_FEED']]);
  });
});

describe('catalogue 59: a ledger', () => {
  it.each([
    ['budgets of ten digits', ledger(paid('INV-1', 'Supplier A', ONE), paid('INV-2', 'Supplier A', `${TWO}.50`))],
    ['one reference that passes by chance', ledger(paid(ONE), paid('INV-2'))],
    ['one reference that passes among others', ledger(paid(ONE), paid('9434765918'), paid('9434765917'))],
    ['the same reference in two lines', ledger(paid(ONE), paid(ONE))],
    ['500 purchase orders, of which one in eleven passes', ledger(...orders(500).map((order) => paid(order)))],
    ['GTINs', ledger(paid('09434765919128'), paid('9434765919123'))],
    ['telephone numbers', ledger(paid('0123456789'), paid('0200000012', 'Supplier A 0116 200 0000'))],
    ['codes of organisations', ledger(paid('RWX92-4471'), paid('A7B1T'))],
    ['a supplier who is a person', ledger(paid('INV-1', 'Mr John Smith'), paid('INV-2', 'Miss Ann Jones'))],
    ['a person as supplier beside a reference that passes', ledger(paid(ONE, 'Mr John Smith LE1 5WW'))],
    ['a supplier with a number that passes', ledger(paid('INV-1', `Supplier ${ONE}`))],
    ['budgets of ten digits in a row with another fault', ledger(`RWX,soon,${ONE},A,B,C,D`)],
    ["a centre's postcode beside a reference that passes", `${LEDGER},Site Postcode\n${paid(ONE)},LE1 5WW`],
    ["the supplier's postcode beside a reference that passes", `${LEDGER},Supplier Postcode\n${paid(ONE)},LE1 5WW`],
    ['numbers of invoices in a column of their own', `${LEDGER},Purchase Invoice Number\n${paid('A')},${ONE}\n${paid('B')},4505577105`],
    ['numbers of business in a column that is not ours', `${LEDGER},VAT registration\n${paid('A')},${ONE}`],
    ['a second column of references', `${LEDGER},their_reference\n${paid('A')},${ONE}`],
    ['a column of other numbers, of which few pass', `${LEDGER},extra\n${orders(40).map((order) => `${paid('A')},${order}`).join('\n')}`],
    ['a row with a comma too many beside numbers that fail', ledger(paid('9434765918', 'A, B'), paid(ONE, 'A, B'), paid('9434765917', 'A, B'))],
  ])('is not quarantined for %s', async (_what, text) => {
    expect((await check('ledger', text)).quarantined).toBe(false);
  });

  it.each([
    ['two different numbers in its references', ledger(paid(ONE), paid('INV-2'), paid(TWO))],
    ['two different numbers among the suppliers', ledger(paid('A', `Refund ${ONE}`), paid('B', `Refund ${TWO}`))],
    ['three numbers with one that was mistyped', ledger(paid(ONE), paid(TWO), paid(THREE), paid('9434765918'))],
    ['a number beside a date of birth', `${LEDGER},remark\n${paid(ONE)},born 12/03/1961`],
    ['a number beside a name', `${LEDGER},remark\n${paid(ONE)},for Mrs Smith`],
    ['a number beside a postcode', `${LEDGER},remark\n${paid(ONE)},LE1 5WW`],
    ['a number beside a remark about a centre', `${LEDGER},Centre comments\n${paid(ONE)},for Mrs Smith`],
    ['a number beside the word patient, among many references', `${LEDGER},remark\n${orders(50).map((order) => `${paid(order)},`).join('\n')}\n${paid(ONE)},patient refund`],
    ['one number in a column that is none of its own', `${LEDGER},extra\n${paid('A')},${ONE}`],
    ['one number in remarks about orders', `${LEDGER},order comments\n${paid('A')},${ONE}`],
    ['one number in a column about a centre', `${LEDGER},Centre\n${paid('A')},${ONE}`],
    ['one number in a row that does not fit', ledger(paid('A'), `refund of patient ${ONE}`)],
    ['one in words about patients, among rows that do not fit and fail', ledger(...['9434765918', '9434765917', '9434765916', `refund of patient ${ONE}`].map((text) => paid(text, 'A, B')))],
    ['one that is spaced, among such rows', ledger(...['9434765918', '9434765917', '9434765916', SPACED].map((text) => paid(text, 'A, B')))],
  ])('is quarantined for %s', async (_what, text) => {
    expect((await check('ledger', text)).quarantined).toBe(true);
  });
});

describe('a list of purchase orders', () => {
  it('is not quarantined for amounts of ten digits in the wrong order', async () => {
    const result = await check('commitments', `po_reference,org_code,kind,line,ordered,receipted,invoiced\nPO-1,RWX,capital,CDC_RUNNING_COSTS,${TWO},${ONE},0\n`);
    expect([result.quarantined, result.errors.map(({ code }) => code)]).toEqual([false, ['AMOUNT_ORDER']]);
  });
});

describe('a register of machines', () => {
  const machines = async (order: string, serial: string): Promise<Checked> =>
    await check('machines', `machine_id,org_code,modality,funding_line,serial,supplier,po_reference\nRWX-1,RWX,MRI,CDC_BUILDINGS_EQUIPMENT,${serial},Supplier A,${order}\n`);

  it('is not quarantined for one purchase order or serial number that passes', async () => {
    expect([(await machines(ONE, 'SN-1')).quarantined, (await machines('PO-1', ONE)).quarantined, (await machines(ONE, TWO)).quarantined]).toEqual([false, false, false]);
  });
});

describe('a published file without a header', () => {
  const trust = (...columns: readonly (readonly [number, string])[]): string => {
    const cells = Array<string>(27).fill('');
    for (const [place, text] of [[0, 'RWX'], [1, 'A TRUST'], [10, '20170401'], ...columns] as const) cells[place] = text;
    return cells.join(',');
  };

  it('is no surprise by the numbers in its other columns', async () => {
    expect((await check('organisations', trust([17, ONE ?? '']))).quarantined).toBe(false);
    expect((await check('organisations', trust([1, `TRUST ${ONE}`]))).quarantined).toBe(true);
  });
});

describe('catalogue 59: a workbook', () => {
  const sheets = (...more: SheetRows[]): SheetRows[] => [{ name: 'Provider by Test', hidden: false, merged: false, rows: [['Title'], ['Provider Code', 'Diagnostic Test Name', 'Provider Name']] }, ...more];
  const checked = (all: readonly SheetRows[]): CheckResult => checkSheets(all, dm01MonthlyFeed, { fileName: 'x.xls', context }, new ErrorList());
  const notes = (text: string): SheetRows => ({ name: 'Notes', hidden: true, merged: false, rows: [['Period:', 'August 2024'], ['', text]] });

  it('is quarantined for a number in a sheet that is not read, hidden or not', () => {
    const result = checked(sheets(notes(`see ${SPACED}`)));
    expect([result.quarantined, result.errors.map(({ sheet, cell }) => [sheet, cell])]).toEqual([true, [['Notes', 'B2']]]);
    expect(checked(sheets(notes('nothing to see'))).quarantined).toBe(false);
  });

  it.each([
    ['above the header', [['Title', '', ONE], ['Provider Code', 'Diagnostic Test Name', 'Provider Name']], 'C1'],
    ['in a text', [['Provider Code', 'Diagnostic Test Name', 'Provider Name'], ['RWX', 'MRI', `Trust ${ONE}`]], 'C2'],
    ['right of the table', [['Provider Code', 'Diagnostic Test Name', 'Provider Name'], ['RWX', 'MRI', 'Trust', '', ONE]], 'E2'],
    ['under no header', [['nothing', 'known'], ['a', ONE]], 'B2'],
  ])('is quarantined for a number %s', (_where, rows, cell) => {
    const result = checked([{ name: 'Provider by Test', hidden: false, merged: false, rows }]);
    expect([result.quarantined, places(result)]).toEqual([true, [cell]]);
  });

  it('is quarantined when it lacks the sheet that is read', () => {
    expect(checked([notes(ONE ?? '')])).toMatchObject({ quarantined: true });
  });
});
