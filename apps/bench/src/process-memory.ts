import { readFile, writeFile } from 'node:fs/promises';

const MB = 1024;

/** Resident and peak resident memory of a process in MB, or null where the system does not tell (it is Linux that does). */
export async function processMemory(pid: number): Promise<{ resident: number; peak: number } | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  if (status === null) return null;
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / MB;
  return { resident: field('VmRSS'), peak: field('VmHWM') };
}

/** Makes the peak start anew from now, so that it tells of one stretch of work. */
export async function resetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
}
