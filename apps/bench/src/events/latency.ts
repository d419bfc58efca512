import { setTimeout as pause } from 'node:timers/promises';
import { type Kafka } from 'kafkajs';
import pg from 'pg';
import { type BenchTransport } from './bench-transport.js';
import { SOURCE, offered, type EventDatabase } from './event-database.js';

const EVERY_MS = 10;
/** Sent first and not counted: the same for all that is compared. */
const WARM_UP = 50;

/** Milliseconds, sorted. */
export type Latencies = readonly number[];

export function quantile(latencies: Latencies, q: number): number {
  return latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * q))] ?? Number.NaN;
}

/**
 * Publishes one event a transaction, a hundred a second, and follows each to the commit of its projection.
 * @returns from sending COMMIT to the projection's commit
 */
export async function commitToProjection(database: EventDatabase, transport: BenchTransport, count: number): Promise<Latencies> {
  const committed = new Map<string, number>();
  const running = await transport.start();
  await untilCaughtUp(database);
  const projected = (database.projectedAt = new Map<string, number>());
  const unitOfWork = database.unitOfWork();
  for (let number = -WARM_UP; number < count; number++) {
    const began = performance.now();
    let sent = 0;
    const { lastPosition } = await unitOfWork.run('bench', 'all', async (tx) => {
      const emitted = await tx.emit({ action: 'bench', subject: SOURCE }, [offered(number + WARM_UP)]);
      sent = performance.now();
      return emitted;
    });
    if (number >= 0) committed.set(lastPosition ?? '', sent);
    await pause(Math.max(0, EVERY_MS - (performance.now() - began)));
  }
  while ([...committed.keys()].some((position) => !projected.has(position))) await pause(5);
  await running.stop();
  database.projectedAt = undefined;
  return [...committed].map(([position, at]) => (projected.get(position) ?? Number.NaN) - at).sort((a, b) => a - b);
}

/** The same with a transaction of somebody else's open for three seconds in the middle. */
export async function withForeignTransaction<T>(database: EventDatabase, work: () => Promise<T>): Promise<T> {
  const foreign = new pg.Client({ connectionString: database.sourceUrl });
  await foreign.connect();
  const open = (async () => {
    await pause(500);
    await foreign.query('begin; select pg_current_xact_id(); select pg_sleep(3); commit');
  })();
  try {
    return await work();
  } finally {
    await open;
    await foreign.end();
  }
}

/** kafkajs alone: one message a send, a hundred a second, acknowledged by all replicas. @returns from sending to the handler */
export async function produceToConsume(kafka: Kafka, topic: string, groupId: string, count: number): Promise<Latencies> {
  const consumer = kafka.consumer({ groupId });
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  const latencies: number[] = [];
  let joined = false;
  consumer.on(consumer.events.GROUP_JOIN, () => (joined = true));
  await consumer.connect();
  await producer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: false });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      for (const { headers } of batch.messages) if (headers?.['at']) latencies.push(performance.now() - Number(headers['at'].toString()));
    },
  });
  while (!joined) await pause(5);
  for (let number = -WARM_UP; number < count; number++) {
    const began = performance.now();
    await producer.send({ topic, acks: -1, messages: [{ key: `B${Math.abs(number) % 500}`, value: '{"cdcCode":"B1","offers":[]}', headers: number < 0 ? {} : { at: String(performance.now()) } }] });
    await pause(Math.max(0, EVERY_MS - (performance.now() - began)));
  }
  while (latencies.length < count) await pause(5);
  await consumer.disconnect();
  await producer.disconnect();
  return latencies.sort((a, b) => a - b);
}

async function untilCaughtUp(database: EventDatabase): Promise<void> {
  while ((await database.projected()) < (await database.logged())) await pause(20);
}
