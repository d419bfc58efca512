import { waitDecided } from '../submission-wait.js';
import { UsageError } from '../usage-error.js';
import { type Command } from './command.js';
import { showDecided } from './submit.command.js';

export const confirmCommand: Command = {
  name: 'confirm',
  usage: 'confirm ID CODE=REASON …',
  summary: 'say why the warnings of a file that waits are right, and what became of it',
  help: '',
  options: {},
  async run(call) {
    const [id, ...stated] = call.words;
    if (id === undefined || stated.length === 0) throw new UsageError("Name one submission and a reason for each warning, as in: confirm act-20240805-7K3MQ2VX OUTLIER='The scanner was being replaced'");
    const path = `/api/v1/submissions/${encodeURIComponent(id)}`;
    await call.api.post(`${path}/confirm`, { reasons: stated.map(reasonOf) });
    return showDecided(call, await waitDecided(call.api, call.terminal, id));
  },
};

function reasonOf(word: string): { code: string; reason: string } {
  const [, code, reason] = /^([A-Z_]+)=(.*)$/s.exec(word) ?? [];
  if (code === undefined || reason === undefined) throw new UsageError(`"${word}" is not a warning with its reason. Write it as OUTLIER='The scanner was being replaced'.`);
  return { code, reason };
}
