import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the ports that systems give to whoever asks for any one, from 32768 on Linux and 49152 elsewhere. */
const FIRST = 20_000;
const COUNT = 6_000;

/**
 * A port of loopback for a process that is to listen at it later, and again after it was killed. While this process lives, no other call gets
 * it, whichever process makes that: a port as far above it is held in its place. Being merely free would not keep it: another cluster would
 * take it before the first one's service listens, and answer in its name.
 * @param from where to look first
 */
export async function reservePort(from = FIRST + randomInt(COUNT)): Promise<number> {
  for (let step = 0; step < COUNT; step++) {
    const port = FIRST + ((from - FIRST + step) % COUNT);
    const held = await listenAt(port + COUNT);
    if (!held) continue;
    const probe = await listenAt(port);
    if (probe) {
      await close(probe);
      return port;
    }
    await close(held);
  }
  throw new Error('no free port');
}

/** @returns undefined where somebody else does; what is held ends with this process and does not keep it */
async function listenAt(port: number): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy()).unref();
  try {
    await once(server.listen({ port, host: '127.0.0.1', exclusive: true }), 'listening');
    return server;
  } catch {
    return undefined;
  }
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
