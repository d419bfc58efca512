import { TEST_NAMES } from '../oracle/test-names.js';
import { type RandomSource } from './random-source.js';

/** A column of a file: spellings of its header and the text of its cell; null where the row leaves it out. */
export interface TextColumn<Row> {
  readonly headers: readonly [string, ...string[]];
  readonly text: (row: Row, random: RandomSource) => string | null;
}

const nameOfTest = new Map(TEST_NAMES.map(({ code, name }) => [code, name]));

const SPELLINGS = [
  (_code: string, name: string): string => name,
  (_code: string, name: string): string => name.toUpperCase(),
  (_code: string, name: string): string => name.toLowerCase(),
  (_code: string, name: string): string => name.replaceAll(' - ', ': '),
  (code: string): string => code.toLowerCase(),
  (code: string): string => code.replaceAll('_', ' '),
] as const;

/** The code or the published name, in any case and punctuation. */
export function testText(test: string, random: RandomSource): string {
  const name = nameOfTest.get(test) ?? test;
  if (random.chance(50)) return test;
  return random.pick(SPELLINGS)(test, name);
}

/** A count, now and then with thousands commas or a decimal part of zeros. */
export function countText(value: number, random: RandomSource): string {
  const grouped = String(value).replace(/(\d)(?=(\d{3})+$)/g, '$1,');
  if (value >= 1000 && random.chance(40)) return random.chance(25) ? `${grouped}.00` : grouped;
  return random.chance(1) ? `${value}.0` : String(value);
}

/** A code or the name that stands for it, in any case and punctuation. */
export function codeText({ code, name }: { readonly code: string; readonly name: string }, random: RandomSource): string {
  if (random.chance(50)) return code;
  return random.pick(SPELLINGS)(code, name);
}

/** Whole pence as pounds, as our templates take them: plain, with spaces around, with thousands commas, without pence that are nil; credits with a minus. */
export function moneyText(pence: number, random: RandomSource): string {
  const pounds = Math.floor(Math.abs(pence) / 100);
  const rest = Math.abs(pence) % 100;
  const grouped = random.chance(30) ? String(pounds).replace(/\B(?=(\d{3})+$)/g, ',') : String(pounds);
  const withPence = rest === 0 && random.chance(50) ? grouped : `${grouped}.${rest % 10 === 0 && random.chance(20) ? rest / 10 : String(rest).padStart(2, '0')}`;
  const amount = pence < 0 ? `-${withPence}` : withPence;
  return random.chance(15) ? ` ${amount} ` : amount;
}

const MONTH_NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** One spelling of months for a whole file. */
export function monthSpelling(random: RandomSource): (month: string) => string {
  const name = (month: string): string => MONTH_NAMES[Number(month.slice(5)) - 1] ?? '';
  return random.pick([
    (month) => month,
    (month) => month,
    (month) => `${month}-01`,
    (month) => `${name(month).slice(0, 3)}-${month.slice(2, 4)}`,
    (month) => `${name(month)} ${month.slice(0, 4)}`,
  ]);
}

function quoted(text: string, delimiter: string): string {
  return text.includes(delimiter) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes rows as one sender would: own order of columns, own header spellings, delimiter, line ends, sometimes a title above. */
export function returnText<Row>(title: string, rows: readonly Row[], columns: readonly TextColumn<Row>[], random: RandomSource): string {
  const delimiter = random.chance(84) ? ',' : random.pick([';', '\t']);
  const lineEnd = random.chance(50) ? '\n' : '\r\n';
  const order = random.chance(50) ? columns : random.shuffled(columns);
  const header = order.map((column) => random.pick(column.headers));
  const above = random.chance(10) ? [title, ''] : [];
  const lines = rows.map((row) => order.map((column) => quoted(column.text(row, random) ?? '', delimiter)).join(delimiter));
  const body = [...above, header.join(delimiter), ...lines].join(lineEnd) + (random.chance(80) ? lineEnd : '');
  return random.chance(10) ? `\uFEFF${body}` : body;
}
