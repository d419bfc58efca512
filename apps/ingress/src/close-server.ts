import { once } from 'node:events';
import { type Server } from 'node:http';

const SWEEP_MS = 50;

/**
 * Takes no new connections, lets requests in flight end, and closes each connection as it falls idle.
 * @param deadlineMs after which what is still open is cut
 */
export async function closeServer(server: Server, deadlineMs: number): Promise<void> {
  const closed = once(server, 'close');
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
  server.close();
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
}
