import { LoggerService } from '../observability/logger.service.js';
import { postgresJobs } from './job-backend.js';
import { JobQueues } from './job-queues.js';

/** Jobs that nobody runs. */
export class NotedJobs extends JobQueues {
  readonly added: string[] = [];

  constructor() {
    super(postgresJobs(''), new LoggerService('silent', 'test'));
  }

  override async add(_name: string, id: string): Promise<void> {
    this.added.push(id);
  }
}
