import { type Command } from './command.js';
import { confirmCommand } from './confirm.command.js';
import { reportCommand } from './report.command.js';
import { statusCommand } from './status.command.js';
import { submitCommand } from './submit.command.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [submitCommand, statusCommand, confirmCommand, reportCommand];
