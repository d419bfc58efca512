import { type INestApplication } from '@nestjs/common';
import { stopSignal } from '@cdc/process';
import { type LoggerService } from './observability/logger.service.js';
import { ServingState } from './observability/serving-state.js';
import { type Profile } from './profile/profile.js';

/** After this long a shutdown that hangs ends by force; the next start recovers. */
const DEADLINE_MS = 20_000;

/**
 * Serves until a signal, or until something ends without which it cannot go on. Order: readiness off, whoever accompanies the platform leaves,
 * no new requests, consumers and jobs finish what they hold, connections close, and what the profile started stops last.
 * @param leave ends what still sends requests; must not take for ever
 * @throws Error when it was not asked to stop
 */
export async function runUntilStopped(
  app: INestApplication,
  profile: Pick<Profile, 'failed' | 'stop'>,
  logger: LoggerService,
  leave: () => Promise<void> = async () => undefined,
): Promise<void> {
  const failed = profile.failed.then((reason) => ({ reason, asked: false }));
  const { reason, asked } = await Promise.race([stopSignal().then((signal) => ({ reason: signal, asked: true })), failed]);
  logger.info({ reason }, 'stopping');
  const deadline = setTimeout(() => {
    logger.fatal(`shutdown took longer than ${DEADLINE_MS} ms`);
    process.exit(1);
  }, DEADLINE_MS);
  app.get(ServingState).accepting = false;
  await leave();
  await app.close();
  await profile.stop();
  clearTimeout(deadline);
  if (!asked) throw new Error(`${reason} while the platform was running`);
}
