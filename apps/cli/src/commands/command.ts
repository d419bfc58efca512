import { type PlatformApi } from '../platform-api.js';
import { type Terminal } from '../terminal.js';

/** What a command ends with; scripts rely on the numbers. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly default?: string | boolean;
}

/** The options as given; `text` and `flag` are undefined or false where one is absent. */
export interface GivenOptions {
  text(name: string): string | undefined;
  flag(name: string): boolean;
}

/** One call of a command. */
export interface CommandCall {
  readonly words: readonly string[];
  readonly options: GivenOptions;
  /** The client that the caller acts as, as in `region-y60`. */
  readonly client: string;
  readonly api: PlatformApi;
  readonly terminal: Terminal;
  /** Standard output is one JSON document and nothing else. */
  readonly json: boolean;
}

/** One command of the command line. Each is a file of this folder and a row of the table. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly help: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** It may run without a client: then `client` is empty. */
  readonly isOffline?: boolean;
  /** @throws UsageError, PlatformProblem or PlatformUnreachable */
  run(call: CommandCall): Promise<ExitCode>;
}
