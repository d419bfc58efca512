import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { errorCode } from '../../system-error.js';

/** What the operating system says of a live process. `startedAt` tells apart two processes that had the same pid, and is
 * empty, like `commandLine`, where neither /proc nor ps can say. Arguments are joined by single spaces. */
export interface RunningProcess {
  pid: number;
  commandLine: string;
  startedAt: string;
}

/** The live process with this pid; a zombie counts as gone. */
export function findProcess(pid: number): RunningProcess | undefined {
  if (!acceptsSignals(pid)) return undefined;
  const facts = fromProc(pid) ?? fromPs(pid) ?? { state: '', commandLine: '', startedAt: '' };
  if (facts.state.startsWith('Z')) return undefined;
  return { pid, commandLine: facts.commandLine, startedAt: facts.startedAt };
}

/** True also for a zombie, which still holds its pid. */
export function acceptsSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

interface ProcessFacts {
  state: string;
  commandLine: string;
  startedAt: string;
}

function fromProc(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program name stands in brackets and may itself hold spaces and brackets; state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0$/, '').replaceAll('\0', ' ');
    return { state: fields[0] ?? '', commandLine, startedAt: `${bootId}/${fields[19] ?? ''}` };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): ProcessFacts | undefined {
  try {
    const output = execFileSync('ps', ['-ww', '-o', 'stat=', '-o', 'lstart=', '-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    });
    const match = /^(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s(.*)$/.exec(output.trim());
    return match?.[1] === undefined
      ? undefined
      : { state: match[1], startedAt: match[2] ?? '', commandLine: match[3] ?? '' };
  } catch {
    return undefined;
  }
}
