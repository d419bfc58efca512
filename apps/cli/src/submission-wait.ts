import { setTimeout as pause } from 'node:timers/promises';
import { countOf, recordOf, recordsOf, textOf, type JsonRecord } from './json-record.js';
import { type PlatformApi } from './platform-api.js';
import { type Terminal } from './terminal.js';

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;
const UNDECIDED = new Set(['received', 'checking']);

/** Asks until the submission is decided, or needs a person's confirmation. @returns it as it then stands */
export async function waitDecided(api: PlatformApi, terminal: Terminal, id: string): Promise<JsonRecord> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const submission = await api.get(`/api/v1/submissions/${encodeURIComponent(id)}`);
    if (!UNDECIDED.has(textOf(submission, 'status') ?? '')) return submission;
    terminal.progress(`Checking ${id}: ${progressOf(recordOf(submission['progress']))}`);
    await pause(pauseMs);
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
