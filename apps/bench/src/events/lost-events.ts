import { setTimeout as pause } from 'node:timers/promises';
import { type BenchTransport } from './bench-transport.js';
import { SOURCE, offered, type EventDatabase } from './event-database.js';

const WRITERS = 8;
const TRANSACTIONS = 150;

class RolledBack extends Error {}

/** Eight writers at once; three in ten linger before they commit, one in fifty rolls back. @returns events committed, and events that no projection tells of */
export async function lostUnderLingeringWriters(database: EventDatabase, transport: BenchTransport): Promise<{ committed: number; lost: number }> {
  const before = await database.logged();
  const running = await transport.start();
  const unitOfWork = database.unitOfWork();
  const write = async (writer: number): Promise<void> => {
    for (let turn = 0; turn < TRANSACTIONS; turn++) {
      await unitOfWork
        .run('bench', 'all', async (tx) => {
          await tx.emit({ action: 'bench', subject: SOURCE }, [offered(writer * TRANSACTIONS + turn)]);
          if (turn % 10 < 3) await pause((turn * 7 + writer) % 9);
          if (turn % 50 === 49) throw new RolledBack();
        })
        .catch((error: unknown) => {
          if (!(error instanceof RolledBack)) throw error;
        });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  const total = await database.logged();
  const giveUpAt = performance.now() + 20_000;
  while ((await database.projected()) < total && performance.now() < giveUpAt) await pause(20);
  await running.stop();
  return { committed: total - before, lost: total - (await database.projected()) };
}
