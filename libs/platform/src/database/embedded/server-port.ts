import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';

/** The port of the last start where it is still free, so that open tools keep working; another one otherwise. */
export async function choosePort(dataDir: string): Promise<number> {
  const file = join(dataDir, 'port');
  const remembered = Number(await readFile(file, 'utf8').catch(() => '0'));
  const port = (remembered > 0 ? await freePort(remembered) : undefined) ?? (await freePort(0));
  if (port === undefined) throw new EmbeddedPostgresError('SERVER_START', 'no free port on 127.0.0.1');
  if (port !== remembered) await writeFile(file, String(port));
  return port;
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(undefined));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
