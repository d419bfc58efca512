import { type OpenFile } from '../check/file-check.js';
import { FEED_DEFINITIONS } from '../feeds/feed-catalogue.js';
import { type Feed } from '../feeds/feed.model.js';
import { findHeader, type FoundHeader, HEADER_SEARCH_ROWS, isBetter } from '../header/header-search.js';
import { readInWorker } from '../worker/read-in-worker.js';
import { READ_LIMITS } from '../worker/read-limits.model.js';
import { BatchRow, type RowBatch } from '../worker/row-batch.model.js';

/** Sheets by whose name a workbook says which of them holds its data. */
const SHEETS = FEED_DEFINITIONS.flatMap(({ name, title, layouts }) => [name, title, ...layouts.flatMap((layout) => [layout.title, ...(layout.workbook ? [layout.workbook.sheet] : [])])]);

/**
 * The feed whose header a workbook or a JSON file fits best, or null when it fits none or cannot be read so far.
 * @param bytes the whole file; given away to whoever reads it
 */
export async function feedOfFile(format: 'xlsx' | 'xls' | 'json', bytes: Uint8Array, read: OpenFile = readInWorker): Promise<Feed | null> {
  const openings = new Map<number, string[][]>();
  let chosen: number | null = null;
  for await (const reading of read({ format, bytes, sheets: SHEETS, limits: READ_LIMITS })) {
    if (reading.kind === 'fault') return null;
    if (reading.kind === 'keys') return closest([[reading.keys.map(({ key }) => key)]]);
    if (reading.kind === 'sheets') chosen = reading.chosen;
    if (reading.kind !== 'rows') continue;
    openings.set(reading.sheet, openingOf(openings.get(reading.sheet) ?? [], reading.batch));
    // The rest says nothing more; where several sheets may hold the data, each of them may.
    if (reading.sheet === chosen) break;
  }
  return closest([...openings.values()]);
}

function openingOf(rows: string[][], batch: RowBatch): string[][] {
  new BatchRow().forEach(batch, (row) => {
    if (row.rowNumber > HEADER_SEARCH_ROWS) return;
    while (rows.length < row.rowNumber - 1) rows.push([]);
    rows.push(row.texts());
  });
  return rows;
}

function closest(openings: readonly (readonly (readonly string[])[])[]): Feed | null {
  let best: { feed: Feed; header: FoundHeader } | null = null;
  for (const feed of FEED_DEFINITIONS) {
    for (const rows of openings) {
      const header = findHeader(rows, feed.layouts);
      if (header && (best === null || isBetter(header, best.header))) best = { feed, header };
    }
  }
  return best?.feed ?? null;
}
