/** A file of which the first bytes were looked at. */
export interface OpenedFile {
  readonly head: Uint8Array;
  /** Whether the head is all of it. */
  readonly isWhole: boolean;
  /** All of it, from its first byte. Read once. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** @param bytes how many to look at, where the file has so many */
export async function openFile(content: AsyncIterable<Uint8Array>, bytes: number): Promise<OpenedFile> {
  const rest = content[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  while (size <= bytes && !isWhole) {
    const { done, value } = await rest.next();
    if (done === true) isWhole = true;
    else {
      chunks.push(value);
      size += value.length;
    }
  }
  return { head: Buffer.concat(chunks), isWhole, content: again(chunks, rest) };
}

async function* again(chunks: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
