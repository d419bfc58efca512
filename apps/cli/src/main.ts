import { runCommandLine } from './command-line.js';
import { Terminal } from './terminal.js';

process.exitCode = await runCommandLine(process.argv.slice(2), process.env, new Terminal(process.stdout, process.stderr));
