import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ENGLAND, REGIONS, dayNumber, londonDate, type FeedName } from '@cdc/contracts';
import { ABSENT, CHARSETS, SHAPE_BYTES, READ_LIMITS, closestFeed, createCodeList, createOpenCodeList, detectFormat, feedByName, feedOfFile, openCheck, type Charset, type CheckContext, type CheckOptions, type CheckResult, type CodeListName, type DateOrder, type ErrorItem, type Feed } from '@cdc/feeds';
import { type CodeLists } from './code-lists.js';
import { errorMessage } from './error-message.js';
import { UsageError } from './usage-error.js';

export interface CheckRequest {
  /** Undefined where the file is to tell. */
  readonly feed: FeedName | undefined;
  readonly dateOrder: string | undefined;
  readonly charset: string | undefined;
  /** Null where codes of what is registered are not checked. */
  readonly lists: CodeLists | null;
}

export interface OfflineResult {
  readonly status: 'sound' | 'faulty';
  readonly feed: FeedName;
  readonly fileName: string;
  readonly layout: string | null;
  readonly counts: { readonly read: number; readonly errors: number; readonly warnings: number };
  readonly totals: Readonly<Record<string, number>>;
  /** What only the platform can tell, in sentences. */
  readonly notChecked: readonly string[];
  readonly errors: readonly ErrorItem[];
  /** How many errors and warnings there are, which may be more than are listed. */
  readonly counted: number;
}

const REGISTERED: readonly { readonly list: CodeListName; readonly words: string }[] = [
  { list: 'cdcs', words: 'centres' },
  { list: 'organisations', words: 'organisations' },
  { list: 'machines', words: 'machines' },
];

/** Checks a file as the platform would, as far as that needs nothing but the file and the lists. @throws UsageError for a file that cannot be read */
export async function checkFile(path: string, request: CheckRequest): Promise<OfflineResult> {
  const charset = charsetOf(request.charset);
  const dateOrder = dateOrderOf(request.dateOrder);
  const { head, isWhole } = await headOf(path);
  const feed = request.feed === undefined ? await feedOf(path, head, isWhole, charset) : feedByName(request.feed);
  const options = { fileName: basename(path), context: contextOf(request.lists), ...(charset && { charset }), ...(dateOrder && { dateOrder }) };
  const first = await checkOnce(path, feed, options);
  const result = first.reread && !first.quarantined ? await checkOnce(path, feed, { ...options, reread: first.reread }) : first;
  const { read, errors, warnings } = result.counts;
  return {
    status: errors > 0 || result.quarantined ? 'faulty' : 'sound',
    feed: feed.name,
    fileName: basename(path),
    layout: result.layout?.name ?? null,
    counts: { read, errors, warnings },
    totals: result.totals,
    notChecked: notChecked(feed, request.lists),
    errors: result.errors,
    counted: errors + warnings,
  };
}

async function checkOnce(path: string, feed: Feed, options: CheckOptions): Promise<CheckResult> {
  const check = openCheck(feed, options);
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) check.push(chunk as Uint8Array);
  return Promise.resolve(check.end());
}

async function feedOf(path: string, head: Uint8Array, isWhole: boolean, charset: Charset | undefined): Promise<Feed> {
  const format = detectFormat(head);
  const feed = format === 'csv' || format === 'unknown' ? closestFeed(head, isWhole, charset) : await feedOfLarge(path, format);
  if (!feed) throw new UsageError(`The header of ${path} is of no feed that we know. Name the feed, as in --feed activity-weekly.`);
  return feed;
}

/** A workbook says what it is only as a whole. */
async function feedOfLarge(path: string, format: 'xlsx' | 'xls' | 'json'): Promise<Feed | null> {
  const { size } = await stat(path);
  return size > READ_LIMITS.fileBytes ? null : feedOfFile(format, new Uint8Array(await readFile(path)));
}

async function headOf(path: string): Promise<{ head: Uint8Array; isWhole: boolean }> {
  const file = await open(path).catch((error: unknown) => {
    throw new UsageError(`The file ${path} cannot be read: ${errorMessage(error)}`);
  });
  try {
    if (!(await file.stat()).isFile()) throw new UsageError(`${path} is not a file.`);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SHAPE_BYTES + 1));
    return { head: buffer.subarray(0, bytesRead), isWhole: bytesRead <= SHAPE_BYTES };
  } finally {
    await file.close();
  }
}

/** Without lists any code of a centre, an organisation or a machine is taken. */
function contextOf(lists: CodeLists | null): CheckContext {
  const today = dayNumber(londonDate(new Date()));
  const machines = createOpenCodeList();
  if (lists === null) return { today, codeLists: { cdcs: createOpenCodeList(), organisations: createOpenCodeList(), machines } };
  const { cdcs, organisations } = lists;
  const named = new Map([ENGLAND, ...REGIONS, ...organisations, ...cdcs].map(({ code, name }) => [code.toUpperCase(), name]));
  const dayOf = (date: string | null | undefined): number => (date ? dayNumber(date) : ABSENT);
  return {
    today,
    codeLists: {
      cdcs: createCodeList(cdcs.map(({ code, name }, number) => ({ code, name, number }))),
      organisations: createCodeList([...named].map(([code, name], number) => ({ code, name, number }))),
      machines,
    },
    centres: { inScope: () => true, openedDay: (number) => dayOf(cdcs[number]?.opened), closedDay: (number) => dayOf(cdcs[number]?.closed) },
  };
}

function notChecked(feed: Feed, lists: CodeLists | null): string[] {
  const used = new Set(feed.layouts.flatMap(({ columns }) => columns.map(({ list }) => list)));
  const missing = REGISTERED.filter(({ list }) => used.has(list) && (lists === null || list === 'machines')).map(({ words }) => words);
  const only = 'Only the platform can compare the file with what was sent before; submit --dry-run asks it and keeps nothing.';
  if (missing.length === 0) return [`The lists are of ${lists?.savedAt.slice(0, 10)}.`, only];
  return [`Not checked here: whether the codes of ${missing.join(' and ')} are registered.${missing.includes('machines') && missing.length === 1 ? '' : ' Name their lists with --lists.'}`, only];
}

function charsetOf(text: string | undefined): Charset | undefined {
  const charset = CHARSETS.find((one) => one === text?.toLowerCase());
  if (text !== undefined && charset === undefined) throw new UsageError(`Files in ${text} are not read. Write ${CHARSETS.join(' or ')}.`);
  return charset;
}

function dateOrderOf(text: string | undefined): DateOrder | undefined {
  if (text === undefined || text === 'dmy' || text === 'mdy') return text;
  throw new UsageError(`Dates in the order "${text}" are not read. Write dmy for dates with the day first, mdy for dates with the month first.`);
}
