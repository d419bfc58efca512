import { readFile, writeFile } from 'node:fs/promises';
import { errorMessage } from './error-message.js';
import { recordOf, recordsOf, textOf, type JsonRecord } from './json-record.js';
import { type PlatformApi } from './platform-api.js';
import { UsageError } from './usage-error.js';

/** What is registered, as the platform said at one moment. A region's are its own centres. */
export interface CodeLists {
  readonly savedAt: string;
  readonly cdcs: readonly { readonly code: string; readonly name: string; readonly opened: string | null; readonly closed: string | null }[];
  readonly organisations: readonly { readonly code: string; readonly name: string }[];
}

/** @param tell is told how far it is */
export async function listsFrom(api: PlatformApi, tell: (text: string) => void): Promise<CodeLists> {
  const cdcs = await everyItem(api, '/api/v1/cdcs', tell);
  const organisations = await everyItem(api, '/api/v1/organisations', tell);
  return {
    savedAt: new Date().toISOString(),
    cdcs: cdcs.map((item) => ({ ...named(item, 'cdcCode'), opened: textOf(item, 'opened') ?? null, closed: textOf(item, 'closed') ?? null })),
    organisations: organisations.map((item) => named(item, 'code')),
  };
}

function named(item: JsonRecord, code: string): { code: string; name: string } {
  return { code: textOf(item, code) ?? '', name: textOf(item, 'name') ?? '' };
}

export async function saveLists(path: string, lists: CodeLists): Promise<void> {
  await writeFile(path, JSON.stringify(lists)).catch((error: unknown) => {
    throw new UsageError(`The lists cannot be kept in ${path}: ${errorMessage(error)}`);
  });
}

export async function readLists(path: string): Promise<CodeLists> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`The lists in ${path} cannot be read: ${errorMessage(error)}`);
  });
  const lists = listsIn(text);
  if (lists === null) throw new UsageError(`${path} does not hold lists. Make it with: check FILE --lists ${path} --refresh`);
  return lists;
}

function listsIn(text: string): CodeLists | null {
  try {
    const saved = recordOf(JSON.parse(text));
    const savedAt = textOf(saved, 'savedAt');
    if (savedAt === undefined) return null;
    const cdcs = recordsOf(saved['cdcs']).map((item) => ({ ...named(item, 'code'), opened: textOf(item, 'opened') ?? null, closed: textOf(item, 'closed') ?? null }));
    return { savedAt, cdcs, organisations: recordsOf(saved['organisations']).map((item) => named(item, 'code')) };
  } catch {
    return null;
  }
}

async function everyItem(api: PlatformApi, path: string, tell: (text: string) => void): Promise<JsonRecord[]> {
  const items: JsonRecord[] = [];
  for (let after = ''; ; ) {
    const page = await api.get(`${path}?limit=500${after}`);
    items.push(...recordsOf(page['items']));
    tell(`Asking for the lists: ${items.length} of ${path}`);
    const next = textOf(page, 'next');
    if (next === undefined) return items;
    after = `&after=${encodeURIComponent(next)}`;
  }
}
