import { financialYearOf } from '../oracle/plain-dates.js';
import { BUDGET_LINES, SPEND_KINDS, type SpendKind } from '../oracle/programme-names.js';
import { type Trust } from '../oracle/published-lists.js';
import { type ReturnCentre } from './centre-profile.js';
import { randomSource } from './random-source.js';
import { type ReturnFile } from './return-file.js';
import { codeText, moneyText, monthSpelling, returnText } from './return-text.js';

interface Stream {
  readonly orgCode: string;
  readonly kind: SpendKind;
  readonly line: (typeof BUDGET_LINES)[number];
}

interface AmountRow extends Stream {
  readonly month: string;
  readonly pence: number;
}

const lineOf = (code: string): Stream['line'] => {
  const line = BUDGET_LINES.find((one) => one.code === code);
  if (!line) throw new RangeError(`no budget line ${code}`);
  return line;
};

const YEAR_ONE = financialYearOf('2024-08').slice(4);
const YEAR_TWO = financialYearOf('2025-08');

/** Who plans what: centres their buildings and running costs, boards, regions and England the other lines. */
function streamsOf(centres: readonly ReturnCentre[], seed: number): Stream[] {
  const stream = (orgCode: string, kind: SpendKind, line: string): Stream => ({ orgCode, kind, line: lineOf(line) });
  const icbs = [...new Set(centres.map(({ icbCode }) => icbCode))].sort();
  const regions = [...new Set(centres.map(({ regionCode }) => regionCode))].sort();
  return [
    ...centres.flatMap(({ cdcCode }) => {
      const random = randomSource(seed, 'spends', cdcCode);
      return [
        ...(random.chance(60) ? [stream(cdcCode, 'revenue', 'CDC_RUNNING_COSTS')] : []),
        ...(random.chance(35) ? [stream(cdcCode, 'capital', 'CDC_BUILDINGS_EQUIPMENT')] : []),
      ];
    }),
    ...icbs.filter((_, at) => at % 3 === 0).flatMap((code) => [stream(code, 'capital', 'ENDOSCOPY'), stream(code, 'revenue', 'WORKFORCE')]),
    ...regions.flatMap((code) => [stream(code, 'capital', 'ACUTE_IMAGING'), stream(code, 'revenue', 'CDC_RUNNING_COSTS')]),
    ...['NEW_BUILD_RESERVE', 'DIGITAL', 'BREAST_SCREENING'].map((line) => stream('ENG', 'capital', line)),
    stream('ENG', 'revenue', 'LUNG_SCREENING'),
  ];
}

/** Amounts of streams by month; now and then nil, and now and then left out. */
function amounts(version: string, streams: readonly Stream[], months: readonly string[], seed: number): AmountRow[] {
  return streams.flatMap((stream) => {
    const random = randomSource(seed, 'amounts', version, stream.orgCode, stream.kind, stream.line.code);
    const usual = random.whole(5_000, 3_000_000);
    return months.flatMap((month): AmountRow[] => {
      if (random.chance(5)) return [];
      return [{ ...stream, month, pence: random.chance(3) ? 0 : Math.floor((usual * random.whole(60, 130)) / 100) }];
    });
  });
}

function amountFile(feed: 'plan-spend' | 'spend-forecast', fileName: string, clock: string, rows: readonly AmountRow[], seed: number): ReturnFile {
  const random = randomSource(seed, 'file', fileName);
  const month = monthSpelling(random);
  const body = returnText('Spend by organisation and month', rows, [
    { headers: ['org_code', 'Org code'], text: (row) => row.orgCode },
    { headers: ['month', 'Month'], text: (row) => month(row.month) },
    { headers: ['kind', 'Kind'], text: (row) => random.pick([row.kind, row.kind, row.kind.toUpperCase()]) },
    { headers: ['line', 'Line'], text: (row) => codeText(row.line, random) },
    { headers: feed === 'plan-spend' ? ['planned', 'Planned'] : ['forecast', 'Forecast'], text: (row) => moneyText(row.pence, random) },
  ], random);
  return { feed, client: feed === 'plan-spend' ? 'national' : 'finance', fileName, body, clock };
}

/** The plans of two financial years, with a revision of some streams, and forecasts that move as the years go on. */
export function spendPlansAndForecasts(centres: readonly ReturnCentre[], seed: number): ReturnFile[] {
  const streams = streamsOf(centres, seed);
  const some = (name: string, percent: number): Stream[] =>
    streams.filter(({ orgCode, kind, line }) => randomSource(seed, name, orgCode, kind, line.code).chance(percent));
  // Forecasts without a plan, and one that expects money back.
  const unplanned: Stream[] = centres.slice(0, 4).map(({ cdcCode }) => ({ orgCode: cdcCode, kind: 'capital', line: lineOf('DIGITAL') }));
  const refund: AmountRow = { orgCode: 'ENG', kind: 'revenue', line: lineOf('BREAST_SCREENING'), month: '2025-02', pence: -1_234_567 };
  const plan = (name: string, clock: string, rows: readonly AmountRow[]): ReturnFile => amountFile('plan-spend', `plan-spend-${name}.csv`, clock, rows, seed);
  const forecast = (name: string, clock: string, rows: readonly AmountRow[]): ReturnFile => amountFile('spend-forecast', `spend-forecast-${name}.csv`, clock, rows, seed);
  return [
    plan('2024-25', '2024-08-07T09:00:00.000Z', amounts('first', streams, YEAR_ONE, seed)),
    plan('2025-26', '2025-03-10T09:00:00.000Z', amounts('second', streams, YEAR_TWO, seed)),
    plan('2025-26-revised', '2025-06-05T09:00:00.000Z', amounts('revised', some('revised', 15), YEAR_TWO.slice(2), seed)),
    forecast('2024-10', '2024-10-10T09:00:00.000Z', [...amounts('autumn', [...some('autumn', 50), ...unplanned], YEAR_ONE.slice(2), seed), refund]),
    forecast('2025-01', '2025-01-13T09:00:00.000Z', amounts('winter', some('winter', 20), YEAR_ONE.slice(5), seed)),
    forecast('2025-05', '2025-05-12T09:00:00.000Z', amounts('spring', some('spring', 50), YEAR_TWO.slice(1), seed)),
  ];
}

interface Order extends Stream {
  readonly reference: string;
  readonly ordered: number;
  readonly receipted: number;
  readonly invoiced: number;
}

function orderFile(name: string, clock: string, orders: readonly Order[], seed: number): ReturnFile {
  const fileName = `commitments-${name}.csv`;
  const random = randomSource(seed, 'file', fileName);
  const body = returnText('Purchase orders', orders, [
    { headers: ['po_reference', 'PO reference'], text: (row) => row.reference },
    { headers: ['contract_reference', 'Contract reference'], text: () => random.pick(['C-204', '']) },
    { headers: ['org_code', 'Org code'], text: (row) => row.orgCode },
    { headers: ['kind', 'Kind'], text: (row) => row.kind },
    { headers: ['line', 'Line'], text: (row) => codeText(row.line, random) },
    { headers: ['ordered', 'Ordered'], text: (row) => moneyText(row.ordered, random) },
    { headers: ['receipted', 'Receipted'], text: (row) => moneyText(row.receipted, random) },
    { headers: ['invoiced', 'Invoiced'], text: (row) => moneyText(row.invoiced, random) },
  ], random);
  return { feed: 'commitments', client: 'finance', fileName, body, clock };
}

/** Purchase orders of centres, trusts, boards and England, and what was received and invoiced later. */
export function commitmentFiles(centres: readonly ReturnCentre[], trusts: readonly Trust[], seed: number): ReturnFile[] {
  const buyers = [...centres.filter((_, at) => at % 2 === 0).map(({ cdcCode }) => cdcCode), ...trusts.map(({ code }) => code), ...centres.slice(0, 5).map(({ icbCode }) => icbCode), 'ENG'];
  const orders = buyers.map((orgCode, at): Order => {
    const random = randomSource(seed, 'order', orgCode, String(at));
    const ordered = random.whole(10_000, 90_000_000);
    const receipted = Math.floor((ordered * random.whole(0, 60)) / 100);
    const line = BUDGET_LINES[random.whole(0, BUDGET_LINES.length - 1)] ?? lineOf('DIGITAL');
    return { orgCode, reference: `PO-${1001 + at}`, kind: random.pick(SPEND_KINDS), line, ordered, receipted, invoiced: Math.floor((receipted * random.whole(0, 100)) / 100) };
  });
  const later = orders.flatMap((order, at): Order[] => {
    const random = randomSource(seed, 'receipts', order.reference);
    const receipted = Math.floor((order.ordered * random.whole(60, 100)) / 100);
    return at % 3 === 0 ? [{ ...order, receipted, invoiced: Math.floor((receipted * random.whole(50, 100)) / 100) }] : [];
  });
  return [orderFile('2024-09', '2024-09-16T09:00:00.000Z', orders, seed), orderFile('2025-04', '2025-04-14T09:00:00.000Z', later, seed)];
}
