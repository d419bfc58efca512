import { type Deliver, type Reading, type ReadingOrder, ReadFault } from './reading.model.js';

type Reader = (order: ReadingOrder, deliver: Deliver) => Promise<void>;

/** Only what the format needs is loaded. */
async function readerOf(format: ReadingOrder['format']): Promise<Reader> {
  switch (format) {
    case 'xlsx':
      return (await import('../workbook/xlsx-reader.js')).readXlsx;
    case 'xls':
      return (await import('../workbook/xls-reader.js')).readXls;
    case 'json':
      return (await import('../json/json-reader.js')).readJson;
  }
}

/** Whatever a reader stumbles over is the file's fault: it has read nothing else. */
function faultOf(error: unknown, { format }: ReadingOrder): Reading {
  if (error instanceof ReadFault) return { kind: 'fault', code: error.code, seen: error.seen };
  return { kind: 'fault', code: format === 'json' ? 'MALFORMED_JSON' : 'UNREADABLE_WORKBOOK', seen: {} };
}

/** Reads a file from its start to its end or its first fault, in the thread that calls. A hostile file may take all of its memory and time. */
export async function readFile(order: ReadingOrder, deliver: Deliver): Promise<void> {
  const read = await readerOf(order.format);
  await deliver({ kind: 'started' });
  const last = await read(order, deliver).then(
    (): Reading => ({ kind: 'end' }),
    (error: unknown) => faultOf(error, order),
  );
  await deliver(last);
}
