import { type FeedName } from '@cdc/contracts';
import { AnnotatedCsv, FixedCsv, SHAPE_BYTES, csvShape, detectFormat, feedByName, safeChangesOf, type Charset, type ErrorItem, type SafeChange } from '@cdc/feeds';
import { fixDoesNotFit, noCopyOf } from './answer.errors.js';
import { openFile } from './file-opening.js';

/** A file as its sender wrote it, of which copies can be made. Each is read once, so of these only one is asked for. */
export interface SenderFile {
  /** @param counted how many errors and warnings the file has, which may be more than are kept */
  annotated(items: readonly ErrorItem[], counted: number): AsyncIterable<Uint8Array>;
  /** @param layout name of the layout that the check found */
  safeChanges(items: readonly ErrorItem[], layout: string | null): SafeChange[];
  /** The file with these cells changed. Fails at its end with FIX_DOES_NOT_FIT when a cell was not as stated. */
  fixed(changes: readonly SafeChange[]): AsyncIterable<Uint8Array>;
}

/** For files that are neither CSV nor XLSX nothing is offered, and copies are refused with NO_COPY_OF_TYPE. */
export async function openSenderFile(content: AsyncIterable<Uint8Array>, feedName: FeedName, charset: Charset | null): Promise<SenderFile> {
  const opened = await openFile(content, SHAPE_BYTES);
  const feed = feedByName(feedName);
  const format = detectFormat(opened.head);
  if (format !== 'csv') return closedFile(format === 'xls' ? 'an old Excel workbook (.xls)' : 'a file of this type');
  const shape = csvShape(opened.head, opened.isWhole, feed, charset ?? undefined);
  return {
    annotated: (items, counted) => copyOf(opened.content, new AnnotatedCsv(shape, items, counted)),
    safeChanges: (items, layout) => safeChangesOf(items, feed.layouts.find(({ name }) => name === layout) ?? null, shape.header, null),
    fixed: async function* (changes) {
      const copy = new FixedCsv(shape, changes);
      yield* copyOf(opened.content, copy);
      if (copy.made !== changes.length) throw fixDoesNotFit();
    },
  };
}

function closedFile(type: string): SenderFile {
  const refuse = (): never => {
    throw noCopyOf(type);
  };
  return { annotated: refuse, safeChanges: () => [], fixed: refuse };
}

async function* copyOf(content: AsyncIterable<Uint8Array>, copy: AnnotatedCsv | FixedCsv): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) yield copy.push(chunk);
  yield copy.end();
}
