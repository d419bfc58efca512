import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CHANGES_SHOWN, changeLines, dryRunChanges } from '../change-text.model.js';
import { countOf, recordOf, recordsOf, textOf, type JsonRecord } from '../json-record.js';
import { PlatformProblem } from '../platform-problem.js';
import { type UploadFile } from '../platform-api.js';
import { errorLines, submissionLines } from '../submission-text.model.js';
import { errorsOf, percent, waitDecided } from '../submission-wait.js';
import { type Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { EXIT, type Command, type CommandCall, type ExitCode } from './command.js';

const TURNED_AWAY = new Set(['rejected', 'quarantined', 'awaiting-confirmation']);

/** Options that go into the query, and the names that they have there. */
const QUERY_OPTIONS = [['entity', 'entity'], ['period', 'period'], ['charset', 'charset'], ['date-order', 'dateOrder'], ['reason', 'reason'], ['confirm', 'confirm']] as const;

export const submitCommand: Command = {
  name: 'submit',
  usage: 'submit FEED FILE [--entity ORGANISATION] [--period MONTH] [--charset CHARSET] [--date-order ORDER] [--reason TEXT] [--confirm CODES] [--dry-run] [--no-wait]',
  summary: 'send a file and say what became of it',
  help: `  --entity ORGANISATION  code or name of the organisation that the file is about, where the file names none
  --period MONTH         month that the file is about, as in 2020-06, where the file names none
  --charset CHARSET      utf-8 or windows-1252
  --date-order ORDER     dmy or mdy: what comes first in dates like 05/06/2020, where no date of the file tells
  --reason TEXT          why the file is sent, kept with it
  --confirm CODES        warnings that the reason answers, as in OUTLIER,DROPPED; a dry run names them
  --dry-run              check the file on the platform and keep nothing
  --no-wait              print the receipt without waiting for the decision`,
  options: {
    ...Object.fromEntries(QUERY_OPTIONS.map(([option]) => [option, { type: 'string' }] as const)),
    'dry-run': { type: 'boolean', default: false },
    wait: { type: 'boolean', default: true },
  },
  async run(call) {
    const [feed, path, ...more] = call.words;
    if (feed === undefined || path === undefined || more.length > 0) throw new UsageError('Name one feed and one file, as in: submit activity-daily return.csv');
    const dryRun = call.options.flag('dry-run');
    const { isNew, answer } = await send(call, feed, path, dryRun);
    if (dryRun) return show(call, answer, recordsOf(answer['errors']), { changes: dryRunChanges(answer), note: 'A dry run: nothing was kept.' });
    const id = textOf(answer, 'id') ?? '';
    if (!isNew) call.terminal.note('This file was sent before; this is the first receipt.');
    if (!call.options.flag('wait')) return show(call, answer, [], { note: `Ask for it again with: status ${id}` });
    try {
      return await showDecided(call, await waitDecided(call.api, call.terminal, id));
    } catch (error) {
      call.terminal.note(`The file was received as ${id}. Ask for it with: status ${id}`);
      throw error;
    }
  },
};

/** Shows a submission that may be decided, with its errors. */
export async function showDecided(call: CommandCall, submission: JsonRecord): Promise<ExitCode> {
  const id = textOf(submission, 'id') ?? '';
  const changes = textOf(submission, 'status') === 'awaiting-confirmation' && !call.json ? await changesOf(call, id) : [];
  return show(call, submission, await errorsOf(call.api, id), { changes });
}

/** What a waiting file would change; nothing for those who may not read the file. */
async function changesOf({ api }: CommandCall, id: string): Promise<readonly string[]> {
  try {
    const diff = await api.get(`/api/v1/submissions/${encodeURIComponent(id)}/diff?limit=${CHANGES_SHOWN}`);
    return changeLines(recordOf(diff['totals']), recordsOf(diff['items']), textOf(diff, 'next') !== undefined);
  } catch (error) {
    if (error instanceof PlatformProblem && error.status === 403) return [];
    throw error;
  }
}

function show({ terminal, json }: CommandCall, submission: JsonRecord, errors: readonly JsonRecord[], { changes = [], note }: { changes?: readonly string[]; note?: string } = {}): ExitCode {
  if (json) terminal.printJson({ ...submission, errors });
  else terminal.print([...submissionLines(submission), ...errorLines(errors, errorsCounted(submission, errors)), ...changes].join('\n'));
  if (note !== undefined) terminal.note(note);
  return TURNED_AWAY.has(textOf(submission, 'status') ?? '') ? EXIT.failed : EXIT.done;
}

/** A dry run and a waiting file have what they have. */
function errorsCounted(submission: JsonRecord, errors: readonly JsonRecord[]): number {
  const counts = recordOf(submission['counts']);
  return errors.length === 0 ? 0 : countOf(counts, 'errors') + countOf(counts, 'warnings');
}

async function send(call: CommandCall, feed: string, path: string, dryRun: boolean): Promise<{ isNew: boolean; answer: JsonRecord }> {
  const query = new URLSearchParams();
  if (dryRun) query.set('dryRun', 'true');
  for (const [option, name] of QUERY_OPTIONS) {
    const text = call.options.text(option);
    if (text !== undefined) query.set(name, text);
  }
  try {
    const target = `/api/v1/feeds/${encodeURIComponent(feed)}/submissions`;
    return await call.api.upload(query.size === 0 ? target : `${target}?${query}`, await fileAt(path, call.terminal));
  } catch (error) {
    if (error instanceof PlatformProblem && error.code === 'UNKNOWN_FEED') throw new UsageError(error.message);
    throw error;
  }
}

async function fileAt(path: string, terminal: Terminal): Promise<UploadFile> {
  const found = await stat(path).catch((error: Error) => {
    throw new UsageError(`The file ${path} cannot be read: ${error.message}`);
  });
  if (!found.isFile()) throw new UsageError(`${path} is not a file.`);
  const content = createReadStream(path, { highWaterMark: 256 * 1024 });
  const name = basename(path);
  content.on('data', () => terminal.progress(`Sending ${name}: ${percent(content.bytesRead, Math.max(found.size, 1))}`));
  // Listening starts the flow; it starts again when the request takes the stream.
  content.pause();
  return { name, bytes: found.size, content };
}
