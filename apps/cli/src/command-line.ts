import { parseArgs } from 'node:util';
import { didYouMean } from './closest-name.js';
import { COMMANDS } from './commands/command-table.js';
import { EXIT, type Command, type CommandOption, type ExitCode, type GivenOptions } from './commands/command.js';
import { errorMessage } from './error-message.js';
import { PlatformApi } from './platform-api.js';
import { PlatformProblem, PlatformUnreachable } from './platform-problem.js';
import { type Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const EVERY_COMMAND: Readonly<Record<string, CommandOption>> = {
  url: { type: 'string' },
  client: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const OPTIONS_HELP = `For every command:
  --url URL      where the platform is (CDC_URL; else http://localhost:8080)
  --client NAME  who sends, as in region-y60, national, admin (CDC_CLIENT); its secret is CDC_SECRET, else "demo"
  --json         print one JSON document
  --help         print this

Ends with 0 when done, 1 when the file was rejected or something failed, 2 when the command line was wrong.`;

/**
 * Runs one command line.
 * @param environment where CDC_URL, CDC_CLIENT and CDC_SECRET are found
 * @returns what the process shall end with; never throws for what a person can act on
 */
export async function runCommandLine(args: readonly string[], environment: Environment, terminal: Terminal): Promise<ExitCode> {
  try {
    const [word = '--help', ...rest] = args;
    if (word === '--help' || word === 'help') return printHelp(terminal);
    const command = COMMANDS.find(({ name }) => name === word);
    if (!command) throw new UsageError(`There is no command "${word}".${didYouMean(word, COMMANDS.map(({ name }) => name))}`);
    return await runCommand(command, rest, environment, terminal);
  } catch (error) {
    return printFailure(error, args.includes('--json'), terminal);
  }
}

async function runCommand(command: Command, args: readonly string[], environment: Environment, terminal: Terminal): Promise<ExitCode> {
  const { words, options } = parse(command, args);
  if (options.flag('help')) return printHelp(terminal, command);
  const client = options.text('client') ?? environment['CDC_CLIENT'] ?? '';
  if (client === '' && command.isOffline !== true) throw new UsageError('Say who you are, as in --client region-y60, or set CDC_CLIENT.');
  const url = platformUrl(options.text('url') ?? environment['CDC_URL'] ?? '');
  const api = new PlatformApi({ url, client, secret: environment['CDC_SECRET'] || 'demo' });
  return command.run({ words, options, client, api, terminal, json: options.flag('json') });
}

function parse(command: Command, args: readonly string[]): { words: readonly string[]; options: GivenOptions } {
  const known = { ...EVERY_COMMAND, ...command.options };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals: true, allowNegative: true });
    const text = (name: string): string | undefined => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    };
    return { words: positionals, options: { text, flag: (name) => values[name] === true } };
  } catch (error) {
    const unknown = /^Unknown option '--?([^']*)'/.exec(errorMessage(error))?.[1];
    if (unknown !== undefined) throw new UsageError(`There is no option --${unknown}.${didYouMean(unknown, Object.keys(known))}`);
    throw new UsageError(errorMessage(error));
  }
}

function platformUrl(given: string): string {
  const url = given || 'http://localhost:8080';
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new UsageError(`"${url}" is not an address. Write it like http://localhost:8080`);
  return url;
}

function printHelp(terminal: Terminal, command?: Command): ExitCode {
  const list = COMMANDS.map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  const top = command ? [`cdc ${command.usage}`, command.summary, command.help] : ['cdc COMMAND …: send files to the platform and get reports from it', list.join('\n')];
  terminal.print([...top.filter((part) => part !== ''), OPTIONS_HELP].join('\n\n'));
  return EXIT.done;
}

function printFailure(error: unknown, json: boolean, terminal: Terminal): ExitCode {
  if (error instanceof UsageError) {
    if (json) terminal.printJson({ code: 'USAGE', detail: error.message });
    terminal.note(`${error.message}\nSee: cdc --help`);
    return EXIT.usage;
  }
  const problem = error instanceof PlatformProblem ? error : undefined;
  const detail = errorMessage(error);
  if (json) terminal.printJson(problem && Object.keys(problem.problem).length > 0 ? problem.problem : { code: error instanceof PlatformUnreachable ? 'UNREACHABLE' : 'FAILED', detail });
  terminal.note(problem ? problem.lines().join('\n') : detail);
  return EXIT.failed;
}
