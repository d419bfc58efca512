import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { csvRecords, foldText } from './split-csv.js';

/** A published ledger, worked out without the code under test. */
export interface PublishedLedger {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** ODS code of the trust, as the notes of the files say. */
  readonly entity: 'RQM' | 'RAX';
  /** Whether the rows name the trust themselves. */
  readonly namesEntity: boolean;
  readonly namesMonth: boolean;
  /** Ledger month, as the file's name says. */
  readonly month: string;
  readonly lines: number;
  readonly pence: bigint;
  /** Pence by the Sunday that ends the week of the line's date. */
  readonly weeks: ReadonlyMap<string, bigint>;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TRUSTS = { CHWE: 'RQM', KGST: 'RAX' } as const;

/** Every ledger of the folder `ledger`, of the financial year 2020/21. */
export async function publishedLedgers(dataFolder: string): Promise<PublishedLedger[]> {
  const folder = join(dataFolder, 'ledger');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
  return Promise.all(names.map(async (name) => ledgerOf(name, await readFile(join(folder, name)))));
}

function ledgerOf(fileName: string, bytes: Uint8Array): PublishedLedger {
  const [, trust = '', monthName = ''] = /^([A-Z]+) \d\d - ([A-Za-z]+)\.csv$/.exec(fileName) ?? [];
  const records = csvRecords(textOf(bytes), 'amount');
  const monthNumber = MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
  const weeks = new Map<string, bigint>();
  let total = 0n;
  for (const record of records) {
    const pence = penceOf(record.get('amount') ?? '');
    const week = sundayOf(record.get('datepaid') ?? record.get('date') ?? '');
    weeks.set(week, (weeks.get(week) ?? 0n) + pence);
    total += pence;
  }
  return {
    fileName,
    bytes,
    entity: TRUSTS[trust as keyof typeof TRUSTS],
    namesEntity: records.every((record) => record.has(foldText('Entity'))),
    namesMonth: records.every((record) => record.has(foldText('Month'))),
    month: `${monthNumber < 4 ? 2021 : 2020}-${String(monthNumber).padStart(2, '0')}`,
    lines: records.length,
    pence: total,
    weeks,
  };
}

/** UTF-8 where the bytes are, else Windows-1252, in which these files were saved. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Digits moved, never multiplied: `-132,876.52` is -13287652, `9.5` is 950. */
function penceOf(text: string): bigint {
  const [, sign, pounds = '', pence = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.replace(/[£,\s\u00a0]/g, '')) ?? [];
  if (pounds === '') throw new RangeError(`${text} is no amount`);
  const whole = BigInt(pounds + pence.padEnd(2, '0'));
  return sign === '-' ? -whole : whole;
}

function sundayOf(text: string): string {
  const [day = '', month = '', year = ''] = text.trim().split(/[/-]/);
  const monthIndex = /^\d+$/.test(month) ? Number(month) - 1 : MONTHS.indexOf(month.toLowerCase());
  const date = new Date(Date.UTC(year.length === 2 ? 2000 + Number(year) : Number(year), monthIndex, Number(day)));
  date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7));
  return date.toISOString().slice(0, 10);
}
