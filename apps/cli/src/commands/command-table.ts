import { checkCommand } from './check.command.js';
import { type Command } from './command.js';
import { confirmCommand } from './confirm.command.js';
import { reportCommand } from './report.command.js';
import { statusCommand } from './status.command.js';
import { submitCommand } from './submit.command.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [checkCommand, submitCommand, statusCommand, confirmCommand, reportCommand];
