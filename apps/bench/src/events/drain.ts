import { setTimeout as pause } from 'node:timers/promises';
import { TestsOffered } from '@cdc/contracts';
import { readLog } from '@cdc/platform';
import { type Kafka } from 'kafkajs';
import { type BenchTransport } from './bench-transport.js';
import { CONSUMER, SOURCE, type EventDatabase } from './event-database.js';

/** Applies the whole log from the start. @returns events a second, from the first that was applied to the last */
export async function drain(database: EventDatabase, transport: BenchTransport): Promise<number> {
  await database.forget();
  const total = await database.logged();
  const running = await transport.start();
  // Joining a group takes its time once, not per event.
  let [from, before] = [0, 0];
  for (;;) {
    const projected = await database.projected();
    if (from === 0 && projected > 0) [from, before] = [performance.now(), projected];
    if (projected >= total) break;
    await pause(5);
  }
  const rate = ((total - before) * 1000) / (performance.now() - from);
  await running.stop();
  return rate;
}

/** The plainest consumer of the log: one upsert an event, one transaction a thousand. @returns events a second */
export async function drainOneByOne(database: EventDatabase): Promise<number> {
  await database.forget();
  const from = performance.now();
  let applied = 0;
  for (let after = '0'; ; ) {
    const { events, upTo } = await readLog(database.consumer, SOURCE, after, [TestsOffered.type]);
    if (upTo === null) break;
    await database.consumer.transaction(async (manager) => {
      for (const { subject, position } of events) {
        await manager.query(
          'insert into bench_projection as p values ($1, 1, $2) on conflict (key) do update set events = p.events + 1, last_position = excluded.last_position',
          [subject, position],
        );
      }
      await manager.query(
        'insert into consumer_offset (consumer, source, position) values ($1, $2, $3) on conflict (consumer, source) do update set position = excluded.position',
        [CONSUMER, SOURCE, upTo],
      );
    });
    applied += events.length;
    after = upTo;
  }
  return (applied * 1000) / (performance.now() - from);
}

/** kafkajs alone, with a handler that does nothing. @returns messages a second, from the first that arrived to the last */
export async function drainDoingNothing(kafka: Kafka, topic: string, groupId: string, total: number): Promise<number> {
  const consumer = kafka.consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  let [from, before, seen] = [0, 0, 0];
  await consumer.run({
    partitionsConsumedConcurrently: 3,
    eachBatch: async ({ batch }) => {
      seen += batch.messages.length;
      if (from === 0) [from, before] = [performance.now(), seen];
    },
  });
  while (seen < total) await pause(1);
  const rate = ((total - before) * 1000) / (performance.now() - from);
  await consumer.disconnect();
  return rate;
}
