import { Injectable } from '@nestjs/common';
import { DomainError, type ServiceName } from '@cdc/contracts';
import { type DataSource } from 'typeorm';
import { EventLog, type LogCut } from './event-log.js';

const STEP_MS = 20;

/** Lets a consumer's own decisions and figures wait for what other services have already published. */
@Injectable()
export class CatchUp {
  constructor(private readonly log: EventLog) {}

  /**
   * Waits until `consumer` has applied everything that `sources` had published when this was called.
   * @returns the cut that was waited for: those heads
   * @throws DomainError BEHIND after `timeoutMs`, naming the services that are behind; DEAD_LETTERS while an event is parked, because what
   * is drawn from the rest would be silently wrong
   */
  async wait(dataSource: DataSource, consumer: ServiceName, sources: readonly ServiceName[], timeoutMs = 30_000): Promise<LogCut> {
    const heads = await this.log.heads(dataSource, sources);
    const giveUpAt = Date.now() + timeoutMs;
    for (;;) {
      const { applied, parked } = await stateOf(dataSource, consumer, sources);
      const behind = sources.filter((source) => BigInt(applied[source] ?? 0) < BigInt(heads[source] ?? 0));
      if (behind.length === 0) {
        if (parked > 0) throw deadLetters(consumer, parked);
        return heads;
      }
      if (Date.now() > giveUpAt) {
        throw new DomainError('unavailable', 'BEHIND', `${consumer} has not yet applied everything from ${behind.join(', ')}. Try again in a minute.`, { behind });
      }
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
  }
}

/** How far a consumer has applied its sources, and how many events of them it has parked: in one snapshot, as one parked meanwhile counts as applied. */
async function stateOf(dataSource: DataSource, consumer: ServiceName, sources: readonly ServiceName[]): Promise<{ applied: LogCut; parked: number }> {
  const [state]: { applied: LogCut | null; parked: number }[] = await dataSource.query(
    `select (select json_object_agg(source, position::text) from consumer_offset where consumer = $1) as applied,
       (select count(*)::int from dead_letter where consumer = $1 and source = any ($2) and replayed_at is null) as parked`,
    [consumer, sources],
  );
  return { applied: state?.applied ?? {}, parked: state?.parked ?? 0 };
}

function deadLetters(consumer: ServiceName, parked: number): DomainError {
  return new DomainError('unavailable', 'DEAD_LETTERS', `${consumer} could not apply ${parked} event(s), so its figures are not whole. An operator has to replay them first.`, { parked });
}
