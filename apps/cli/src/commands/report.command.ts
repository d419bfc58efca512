import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type EditionKind, type Level } from '@cdc/contracts';
import { didYouMean } from '../closest-name.js';
import { countOf, recordOf, recordsOf, textOf, type JsonRecord } from '../json-record.js';
import { PlatformProblem } from '../platform-problem.js';
import { number } from '../submission-text.model.js';
import { UsageError } from '../usage-error.js';
import { EXIT, type Command, type CommandCall } from './command.js';

interface Scope {
  readonly level: Level;
  readonly code: string;
}

const KINDS: readonly EditionKind[] = ['weekly', 'monthly'];
const FORMATS = ['json', 'csv', 'html'];
const LEVELS: readonly Exclude<Level, 'england'>[] = ['region', 'icb', 'cdc'];

export const reportCommand: Command = {
  name: 'report',
  usage: 'report weekly|monthly --period PERIOD [--scope SCOPE] [--format json|csv|html] [--out FILE]',
  summary: 'make a report, or find the newest that says the same, and write it',
  help: `  --period PERIOD  the Sunday that ends the week (2024-08-04), or the month (2024-08)
  --scope SCOPE    england, region:Y60, icb:QHL or cdc:CODE; a region's own when it is the caller, else england
  --format FORMAT  json, csv or html; by the name of --out, else json
  --out FILE       where to write the report; else standard output`,
  options: { period: { type: 'string' }, scope: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
  async run(call) {
    const { kind, period } = requestOf(call);
    const scope = scopeOf(call.options.text('scope') ?? ownScope(call.client));
    const out = call.options.text('out');
    const format = formatOf(call.options.text('format'), out);
    const item = await editionOf(call, kind, period, scope);
    const path = `/api/v1/reports/editions/${encodeURIComponent(textOf(item, 'id') ?? '')}?format=${format}`;
    if (out !== undefined) await pipeline(await call.api.open(path), createWriteStream(out));
    if (call.json) {
      call.terminal.printJson(out === undefined ? item : { ...item, out });
      return EXIT.done;
    }
    const lines = [...editionLines(item), ...(out === undefined ? [] : [`  written to    ${out}`])];
    if (out === undefined) {
      call.terminal.note(lines.join('\n'));
      for await (const chunk of await call.api.open(path)) await call.terminal.printBytes(chunk);
    } else call.terminal.print(lines.join('\n'));
    return EXIT.done;
  },
};

function requestOf(call: CommandCall): { kind: EditionKind; period: string } {
  const [word = '', ...more] = call.words;
  const kind = KINDS.find((known) => known === word);
  if (kind === undefined || more.length > 0) throw new UsageError(`Name one kind of report: weekly or monthly.${didYouMean(word, KINDS)}`);
  const period = call.options.text('period');
  if (period === undefined) throw new UsageError('Name the period, as in --period 2024-08-04 for a week or --period 2024-08 for a month.');
  return { kind, period };
}

function scopeOf(text: string): Scope {
  if (text.toLowerCase() === 'england') return { level: 'england', code: 'ENG' };
  const [word = '', code = ''] = text.split(/:(.*)/s);
  const level = LEVELS.find((known) => known === word.toLowerCase());
  if (level === undefined || code === '') {
    throw new UsageError(`The scope "${text}" is not known. Write england, region:Y60, icb:QHL or cdc:CODE.${didYouMean(word, ['england', ...LEVELS])}`);
  }
  return { level, code };
}

function ownScope(client: string): string {
  const region = /^region-(\w+)$/.exec(client)?.[1];
  return region === undefined ? 'england' : `region:${region.toUpperCase()}`;
}

function formatOf(given: string | undefined, out: string | undefined): string {
  const byName = extname(out ?? '').slice(1).toLowerCase();
  const format = given ?? (FORMATS.includes(byName) ? byName : 'json');
  if (!FORMATS.includes(format)) throw new UsageError(`A report is written as ${FORMATS.join(', ')}, not as "${format}".`);
  return format;
}

/** Builds the edition. Who may read reports but not build them gets the newest one there is. */
async function editionOf(call: CommandCall, kind: EditionKind, period: string, scope: Scope): Promise<JsonRecord> {
  try {
    call.terminal.progress('Making the report');
    return await call.api.post(`/api/v1/reports/${kind}/editions`, { period, scope });
  } catch (error) {
    if (!(error instanceof PlatformProblem) || error.code !== 'FORBIDDEN') throw error;
    const query = new URLSearchParams({ period, ...scope, limit: '1' });
    const [newest] = recordsOf((await call.api.get(`/api/v1/reports/${kind}/editions?${query}`))['items']);
    if (newest === undefined) throw error;
    return newest;
  }
}

function editionLines(item: JsonRecord): string[] {
  const scope = recordOf(item['scope']);
  const completeness = recordOf(item['completeness']);
  const of = (part: string, whole: string): string => `${number(countOf(completeness, part))} of ${number(countOf(completeness, whole))}`;
  return [
    `${textOf(item, 'kind')} report of ${textOf(scope, 'name') ?? textOf(scope, 'code')} for ${textOf(item, 'period')}`,
    `  id            ${textOf(item, 'id')}`,
    `  content hash  ${textOf(item, 'contentHash')}`,
    `  completeness  ${of('centresReported', 'centresExpected')} centres reported; ${number(countOf(completeness, 'cellsNotReported'))} figures not reported`,
    `  built at      ${textOf(item, 'builtAt')}`,
  ];
}
