import { Readable } from 'node:stream';

/** A request body that is pulled as fast as the other side takes it. */
export function webStreamOf(content: Readable): ReadableStream<Uint8Array> {
  const chunks = content.iterator();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      content.destroy();
    },
  });
}

export function readableOf(body: ReadableStream<Uint8Array> | null): Readable {
  return Readable.from(body === null ? [] : chunksOf(body));
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
