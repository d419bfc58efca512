import { UsageError } from '../usage-error.js';
import { type Command } from './command.js';
import { showDecided } from './submit.command.js';

export const statusCommand: Command = {
  name: 'status',
  usage: 'status ID',
  summary: 'what became of a file that was sent, with its errors',
  help: '',
  options: {},
  async run(call) {
    const [id, ...more] = call.words;
    if (id === undefined || more.length > 0) throw new UsageError('Name one submission, as in: status act-20240805-7K3MQ2VX');
    return showDecided(call, await call.api.get(`/api/v1/submissions/${encodeURIComponent(id)}`));
  },
};
