import { dayNumber, type FeedName } from '@cdc/contracts';
import { createCodeList } from '../columns/code-list.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { type CheckContext, type Row } from '../feeds/feed.model.js';
import { readFile } from '../worker/read-file.js';
import { type Reading, type ReadingOrder } from '../worker/reading.model.js';
import { type CheckOptions, type CheckResult } from './check-result.model.js';
import { openCheck } from './file-check.js';

/** Tuesday 20 August 2024; three centres and an organisation are registered. */
export const CONTEXT: CheckContext = {
  today: dayNumber('2024-08-20'),
  codeLists: {
    cdcs: createCodeList([1, 2, 3].map((number) => ({ code: `RWX0${number}`, number, name: `Centre ${number}` }))),
    organisations: createCodeList([{ code: 'RWX', number: 1 }]),
  },
};

export interface Checked extends CheckResult {
  /** Sound rows, each as the values of its columns by name, blank ones left out. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** Reads as the worker does, in this thread: starting one from source takes a while. */
export async function* readHere(order: ReadingOrder): AsyncGenerator<Reading> {
  const readings: Reading[] = [];
  let wake: () => void = () => undefined;
  let taken: () => void = () => undefined;
  const reading = readFile(order, async (next) => {
    readings.push(next);
    wake();
    if (next.kind === 'rows') await new Promise<void>((resolve) => (taken = resolve));
  });
  reading.catch(() => wake());
  for (;;) {
    while (readings.length === 0) await Promise.race([reading, new Promise<void>((resolve) => (wake = resolve))]);
    const next = readings.shift();
    if (!next || next.kind === 'started') continue;
    yield next;
    if (next.kind === 'end' || next.kind === 'fault') return;
    taken();
  }
}

/** Checks a file as it arrives, in chunks. */
export async function checkFile(feed: FeedName, content: Uint8Array | string, options: Partial<CheckOptions> = {}): Promise<Checked> {
  const rows: Record<string, string>[] = [];
  const onRow = (row: Row): void => {
    rows.push(Object.fromEntries(row.layout.columns.flatMap(({ name }, index) => (row.value(index) === null ? [] : [[name, row.value(index) ?? '']]))));
  };
  const check = openCheck(feedByName(feed), { fileName: 'file', context: CONTEXT, onRow, ...options }, readHere);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length; at += 100_000) check.push(bytes.subarray(at, at + 100_000));
  return { ...(await check.end()), rows };
}

/** What was found, in short: code with the cell, else with the row, where there is one. */
export function brief({ errors }: CheckResult): string[] {
  return errors.map(({ code, cell, row }) => [code, cell ?? row].filter((part) => part !== null).join(' '));
}
