import { type INestApplication } from '@nestjs/common';
import { stopSignal } from '@cdc/process';
import { type DatabaseServer } from './database/database-server.js';
import { type LoggerService } from './observability/logger.service.js';
import { ServingState } from './observability/serving-state.js';

/** After this long a shutdown that hangs ends by force; the next start recovers. */
const DEADLINE_MS = 20_000;

/**
 * Serves until a signal or until the database dies under it. Order: readiness off, no new requests, consumers and jobs finish what they hold,
 * connections close, and the database stops last.
 */
export async function runUntilStopped(app: INestApplication, server: Pick<DatabaseServer, 'exited' | 'stop'>, logger: LoggerService): Promise<void> {
  const reason = await Promise.race([stopSignal(), server.exited.then(() => 'the database server ended')]);
  logger.info({ reason }, 'stopping');
  const deadline = setTimeout(() => {
    logger.fatal(`shutdown took longer than ${DEADLINE_MS} ms`);
    process.exit(1);
  }, DEADLINE_MS);
  app.get(ServingState).accepting = false;
  await app.close();
  await server.stop();
  clearTimeout(deadline);
  if (reason.startsWith('the database')) throw new Error('the database server ended while the platform was running');
}
