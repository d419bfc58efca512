import { openCheck } from '../check/file-check.js';
import { type CheckOptions, type CheckResult } from '../check/check-result.model.js';
import { createOpenCodeList } from '../columns/code-list.js';
import { commitmentsFeed } from './commitments.feed.js';
import { type Feed } from './feed.model.js';
import { ledgerFeed } from './ledger.feed.js';
import { ledgerRowOf, type LedgerRow } from './ledger-row.js';

async function check(feed: Feed, file: string | Uint8Array, options: Partial<CheckOptions> = {}): Promise<{ result: CheckResult; rows: LedgerRow[] }> {
  const rows: LedgerRow[] = [];
  const lists = { cdcs: createOpenCodeList(), organisations: createOpenCodeList() };
  const opened = openCheck(feed, {
    fileName: 'file.csv',
    context: { today: 20_000, codeLists: lists },
    ...(feed === ledgerFeed ? { onRow: (row) => void rows.push(ledgerRowOf(row)) } : {}),
    ...options,
  });
  opened.push(typeof file === 'string' ? new TextEncoder().encode(file) : file);
  return { result: await opened.end(), rows };
}

const codes = ({ result }: { result: CheckResult }): string[] => result.errors.map(({ code }) => code);
const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

const HEADING = 'Department Family,Entity,Date Paid,Expense Type,Expense Area,Supplier Name,Transaction Reference,amount';
const spent = (...rows: string[]): string => [HEADING, ...rows].join('\r\n');

describe('a published ledger', () => {
  it.each([
    ['29/04/2020', 18_381],
    ['29-Apr-20', 18_381],
    ['29-APR-2020 ', 18_381],
    ['29-04-2020', 18_381],
    ['29.04.2020', 18_381],
    ['29/04/20', 18_381],
    ['2020-04-29', 18_381],
    ['2020/04/29', 18_381],
    ['29 April 2020', 18_381],
    ['"April 29, 2020"', 18_381],
    ['29/04/2020 00:00:00', 18_381],
  ])('reads the date %s', async (date, day) => {
    expect((await check(ledgerFeed, spent(`D,T,${date},A,B,S,1,10.00`))).rows).toMatchObject([{ day }]);
  });

  it.each([
    ['31/04/2020', 'NOT_A_DATE'],
    ['31-Apr-20', 'NOT_A_DATE'],
    ['29-Avr-20', 'NOT_A_DATE'],
    ['2020-02-30', 'NOT_A_DATE'],
    ['31/13/2020', 'NOT_A_DATE'],
    ['29/04', 'DATE_DAY_FIRST'],
    ['29/04-2020', 'DATE_DAY_FIRST'],
    ['43950', 'DATE_DAY_FIRST'],
  ])('refuses the date %s', async (date, code) => {
    expect(codes(await check(ledgerFeed, spent(`D,T,${date},A,B,S,1,10.00`)))).toEqual([code]);
  });

  it('keeps lines that are the same in every column, and credit notes below 0', async () => {
    const { rows } = await check(ledgerFeed, spent('D,T,29/04/2020,A,B,S,1,"-1,000.50"', 'D,T,29/04/2020,A,B,S,1,"-1,000.50"'));
    expect(rows.map(({ amountPence }) => amountPence)).toEqual([-100_050, -100_050]);
  });

  it.each(['Total,,,,,,,"1,000.00"', ',,,,,Total,,"1,000.00"', ',,,,,,,"1,000.00"'])('is refused with a total at its end: %s', async (total) => {
    expect((await check(ledgerFeed, spent('D,T,29/04/2020,A,B,S,1,10.00', total))).result.counts.errors).toBeGreaterThan(0);
  });

  it('is read in Windows-1252 where its bytes are not UTF-8, and says so', async () => {
    const { result, rows } = await check(ledgerFeed, latin(spent('D,T,29/04/2020,Caf\u00e9,B,S,1," \u00a338,148.43 "')));
    expect(rows).toMatchObject([{ expenseType: 'Caf\u00e9', amountPence: 3_814_843 }]);
    expect(codes({ result })).toEqual(['TRANSCODED']);
  });

  it('is not guessed at when the sender declared UTF-8, and neither is our own template', async () => {
    const file = latin(spent('D,T,29/04/2020,Caf\u00e9,B,S,1,10.00'));
    expect(codes(await check(ledgerFeed, file, { charset: 'utf-8' }))).toEqual(['ENCODING', 'NO_DATA_ROWS']);
    const own = latin('entity,date,amount,supplier\nRQM,2020-04-29,10.00,Caf\u00e9\n');
    expect(codes(await check(ledgerFeed, own))).toContain('ENCODING');
    expect((await check(ledgerFeed, own, { charset: 'windows-1252' })).rows).toHaveLength(1);
  });
});

describe('the ledger template', () => {
  const file = 'entity,date,amount,reference,kind,cdc_code,line,period\nRQM,03/04/2020,10.00,R1,capital,RAA01,CDC buildings and equipment,2020-04\n';

  it('takes dates with the day first only when the sender says so', async () => {
    expect(codes(await check(ledgerFeed, file))).toEqual(['DATE_FORMAT']);
    expect((await check(ledgerFeed, file, { dateOrder: 'dmy' })).rows).toMatchObject([
      { day: 18_355, period: '2020-04', kind: 'capital', cdcCode: 'RAA01', line: 'CDC_BUILDINGS_EQUIPMENT', amountPence: 1_000 },
    ]);
  });
});

describe('commitments', () => {
  it.each([
    ['100,80,60', []],
    ['100,100,100', []],
    ['100,120,60', ['AMOUNT_ORDER']],
    ['100,80,80.01', ['AMOUNT_ORDER']],
    ['100,110,120', ['AMOUNT_ORDER', 'AMOUNT_ORDER']],
    ['much,80,60', ['MONEY_FORMAT']],
  ])('of %s ordered, received and invoiced give %j', async (amounts, expected) => {
    const text = `po_reference,org_code,kind,line,ordered,receipted,invoiced\nPO-1,RQM,capital,DIGITAL,${amounts}\n`;
    expect(codes(await check(commitmentsFeed, text))).toEqual(expected);
  });
});
