import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The processes whose command line names a data directory: the database server and whatever watches it. */
export async function processesOn(dataDir: string): Promise<{ readonly pid: number; readonly commandLine: string }[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args='], { maxBuffer: 4_000_000 });
  const named = stdout.split('\n').filter((line) => line.includes(dataDir));
  return named.map((line) => ({ pid: Number.parseInt(line, 10), commandLine: line.trim() }));
}
