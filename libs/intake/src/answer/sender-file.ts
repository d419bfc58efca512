import { type FeedName } from '@cdc/contracts';
import { AnnotatedCsv, FixedCsv, SHAPE_BYTES, csvShape, detectFormat, feedByName, safeChangesOf, type Charset, type ErrorItem, type Feed, type SafeChange } from '@cdc/feeds';
import { fixDoesNotFit, noCopyOf } from './answer.errors.js';
import { openFile, type OpenedFile } from './file-opening.js';
import { WorkbookCopy } from './workbook/workbook-copy.js';

/** A file as its sender wrote it, of which copies can be made. Each is read once, so of these only one is asked for. */
export interface SenderFile {
  /** @param counted how many errors and warnings the file has, which may be more than are kept */
  annotated(items: readonly ErrorItem[], counted: number): AsyncIterable<Uint8Array>;
  /** @param layout name of the layout that the check found */
  safeChanges(items: readonly ErrorItem[], layout: string | null): SafeChange[];
  /** The file with these cells changed. Fails at its end with FIX_DOES_NOT_FIT when a cell was not as stated. */
  fixed(changes: readonly SafeChange[]): AsyncIterable<Uint8Array>;
}

/** Bytes of a workbook as sent; it is held while its copy is written. */
const MOST_WORKBOOK_BYTES = 64 * 1024 * 1024;

/** For files that are neither CSV nor XLSX nothing is offered, and copies are refused with NO_COPY_OF_TYPE. */
export async function openSenderFile(content: AsyncIterable<Uint8Array>, feedName: FeedName, charset: Charset | null): Promise<SenderFile> {
  const opened = await openFile(content, SHAPE_BYTES);
  const feed = feedByName(feedName);
  switch (detectFormat(opened.head)) {
    case 'csv':
      return csvFile(opened, feed, charset);
    case 'xlsx':
      return workbookFile(opened, feed);
    case 'xls':
      return closedFile('an old Excel workbook (.xls)');
    default:
      return closedFile('a file of this type');
  }
}

function csvFile({ head, isWhole, content }: OpenedFile, feed: Feed, charset: Charset | null): SenderFile {
  const shape = csvShape(head, isWhole, feed, charset ?? undefined);
  return {
    annotated: (items, counted) => copyOf(content, new AnnotatedCsv(shape, items, counted)),
    safeChanges: (items, layout) => safeChangesOf(items, layoutOf(feed, layout), shape.header, null),
    fixed: async function* (changes) {
      const copy = new FixedCsv(shape, changes);
      yield* copyOf(content, copy);
      if (copy.made !== changes.length) throw fixDoesNotFit();
    },
  };
}

async function workbookFile({ content }: OpenedFile, feed: Feed): Promise<SenderFile> {
  const bytes = await bytesOf(content);
  const copy = bytes === null ? null : await WorkbookCopy.open(bytes);
  if (copy === null) return closedFile('this workbook');
  return {
    annotated: (items, counted) => copy.annotated(items, counted),
    safeChanges: (items, layout) => safeChangesOf(items, layoutOf(feed, layout), null, null),
    fixed: (changes) => copy.fixed(changes),
  };
}

function closedFile(type: string): SenderFile {
  const refuse = (): never => {
    throw noCopyOf(type);
  };
  return { annotated: refuse, safeChanges: () => [], fixed: refuse };
}

function layoutOf(feed: Feed, layout: string | null) {
  return feed.layouts.find(({ name }) => name === layout) ?? null;
}

/** Null where it is too much. */
async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > MOST_WORKBOOK_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* copyOf(content: AsyncIterable<Uint8Array>, copy: AnnotatedCsv | FixedCsv): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) yield copy.push(chunk);
  yield copy.end();
}
