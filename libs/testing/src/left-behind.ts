import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const STAYS_MS = 5_000;

/**
 * Watches the temporary folder.
 * @returns what tells the names of this beginning that have come since and stay; those of specs that run beside this one go in a moment
 */
export async function leftBehind(prefix: string): Promise<() => Promise<string[]>> {
  const names = async (): Promise<string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  const before = new Set(await names());
  return async () => {
    let left = (await names()).filter((name) => !before.has(name));
    for (const giveUpAt = Date.now() + STAYS_MS; left.length > 0 && Date.now() < giveUpAt; await pause(20)) {
      const still = await names();
      left = left.filter((name) => still.includes(name));
    }
    return left;
  };
}
