import { FEEDS, feedRow } from '@cdc/contracts';
import { didYouMean } from '../closest-name.js';
import { listsFrom, readLists, saveLists } from '../code-lists.js';
import { errorLines, submissionLines } from '../submission-text.model.js';
import { UsageError } from '../usage-error.js';
import { EXIT, type Command, type CommandCall } from './command.js';

export const checkCommand: Command = {
  name: 'check',
  usage: 'check FILE [--feed NAME] [--lists FILE [--refresh]] [--date-order ORDER] [--charset CHARSET]',
  summary: 'check a file on this machine, by the rules of the platform, and send nothing',
  help: `  --feed NAME          what the file is for, as in activity-weekly; else told from its header, whatever its format
  --lists FILE         registered centres and organisations, as --refresh kept them; without them their codes are not checked
  --refresh            ask the platform for its lists first, and keep them in the file of --lists
  --date-order ORDER   dmy where the day comes first, mdy where the month does
  --charset CHARSET    utf-8 or windows-1252`,
  options: {
    feed: { type: 'string' },
    lists: { type: 'string' },
    refresh: { type: 'boolean', default: false },
    'date-order': { type: 'string' },
    charset: { type: 'string' },
  },
  isOffline: true,
  async run(call) {
    const [path, ...more] = call.words;
    if (path === undefined || more.length > 0) throw new UsageError('Name one file, as in: check return.csv');
    const lists = await listsOf(call);
    // The engine takes a while to load, and no other command needs it.
    const { checkFile } = await import('../offline-check.js');
    const { counted, ...result } = await checkFile(path, { feed: feedOf(call.options.text('feed')), dateOrder: call.options.text('date-order'), charset: call.options.text('charset'), lists });
    if (call.json) call.terminal.printJson(result);
    else call.terminal.print([...submissionLines({ ...result }), ...errorLines(result.errors.map((error) => ({ ...error })), counted)].join('\n'));
    call.terminal.note(result.notChecked.join('\n'));
    return result.status === 'faulty' ? EXIT.failed : EXIT.done;
  },
};

async function listsOf({ options, client, api, terminal }: CommandCall) {
  const path = options.text('lists');
  if (!options.flag('refresh')) return path === undefined ? null : readLists(path);
  if (path === undefined) throw new UsageError('Say where to keep the lists, as in --lists lists.json');
  if (client === '') throw new UsageError('Say who asks for the lists, as in --client region-y60, or set CDC_CLIENT.');
  const lists = await listsFrom(api, (text) => terminal.progress(text));
  await saveLists(path, lists);
  return lists;
}

function feedOf(name: string | undefined) {
  if (name === undefined) return undefined;
  const feed = feedRow(name);
  if (!feed) throw new UsageError(`There is no feed ${name}.${didYouMean(name, FEEDS.map((one) => one.name))}`);
  return feed.name;
}
