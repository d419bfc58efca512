import { setTimeout as pause } from 'node:timers/promises';
import { countOf, recordOf, recordsOf, textOf, type JsonRecord } from './json-record.js';
import { type PlatformApi } from './platform-api.js';
import { type Terminal } from './terminal.js';

/** The platform answers when the file is decided, or after a second: then it tells how far it is. */
const PREFER = { prefer: 'wait=1' };
/** Between questions, for whatever stands in between and does not wait. */
const PAUSE_MS = 100;
const UNDECIDED = new Set(['received', 'checking']);

/** Asks until the submission is decided, or needs a person's confirmation. @returns it as it then stands */
export async function waitDecided(api: PlatformApi, terminal: Terminal, id: string): Promise<JsonRecord> {
  for (;;) {
    const submission = await api.get(`/api/v1/submissions/${encodeURIComponent(id)}`, PREFER);
    if (!UNDECIDED.has(textOf(submission, 'status') ?? '')) return submission;
    terminal.progress(`Checking ${id}: ${progressOf(recordOf(submission['progress']))}`);
    await pause(PAUSE_MS);
  }
}

/** Every error and warning of a submission, page by page. */
export async function errorsOf(api: PlatformApi, id: string): Promise<readonly JsonRecord[]> {
  const items: JsonRecord[] = [];
  for (let after = ''; ; ) {
    const page = await api.get(`/api/v1/submissions/${encodeURIComponent(id)}/errors?limit=500${after}`);
    items.push(...recordsOf(page['items']));
    const next = textOf(page, 'next');
    if (next === undefined) return items;
    after = `&after=${encodeURIComponent(next)}`;
  }
}

function progressOf(progress: JsonRecord): string {
  const step = textOf(progress, 'step') ?? 'checking';
  const [done, total] = [countOf(progress, 'done'), countOf(progress, 'total')];
  return total > 0 ? `${step}, ${percent(done, total)}` : step;
}

export function percent(done: number, total: number): string {
  return `${Math.min(100, Math.floor((done / total) * 100))} %`;
}
