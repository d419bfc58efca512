import { parseArgs } from 'node:util';
import { freshDataDir, provideKafka, removeDataDir } from '@cdc/testing';
import { KafkaBench, postgresTransport, type BenchTransport } from './bench-transport.js';
import { drain, drainDoingNothing, drainOneByOne } from './drain.js';
import { EventDatabase } from './event-database.js';
import { commitToProjection, produceToConsume, quantile, withForeignTransaction } from './latency.js';
import { lostUnderLingeringWriters } from './lost-events.js';

const { values: options } = parseArgs({ options: { events: { type: 'string', default: '60000' }, rounds: { type: 'string', default: '5' }, latencies: { type: 'string', default: '400' }, only: { type: 'string', default: 'losses,latencies,drains' } } });
const rounds = Number(options.rounds);
const count = Number(options.latencies);

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const perSecond = (rate: number): string => `${(rate / 1000).toFixed(1)} K events/s`;
const missed: string[] = [];

/** Prints the row of a gate; one that is not met fails the bench. */
function row(name: string, value: number, gate: { readonly atLeast: number } | { readonly atMost: number }): void {
  const held = 'atLeast' in gate ? value >= gate.atLeast : value <= gate.atMost;
  const bound = 'atLeast' in gate ? `at least ${gate.atLeast}` : `at most ${gate.atMost}`;
  console.log(`${held ? 'ok    ' : 'MISSED'} ${name}: ${value.toFixed(2)} (gate: ${bound})`);
  if (!held) missed.push(name);
}

async function drains(database: EventDatabase, kafka: KafkaBench, postgres: BenchTransport): Promise<void> {
  const [log, single, brokers, nothing]: number[][] = [[], [], [], []];
  const overKafka = kafka.transport();
  await overKafka.prepare();
  const total = await database.logged();
  for (let round = 0; round < rounds; round++) {
    single?.push(await drainOneByOne(database));
    log?.push(await drain(database, postgres));
    nothing?.push(await drainDoingNothing(kafka.kafka, kafka.topic, `nothing-${round}`, total));
    brokers?.push(await drain(database, overKafka));
    console.log(`  drain of ${total}: one by one ${perSecond(single?.at(-1) ?? 0)}, log ${perSecond(log?.at(-1) ?? 0)}; kafkajs doing nothing ${perSecond(nothing?.at(-1) ?? 0)}, Kafka ${perSecond(brokers?.at(-1) ?? 0)}`);
  }
  const ratio = (over: readonly number[] = [], under: readonly number[] = []): number => median(over.map((rate, round) => rate / (under[round] ?? Number.NaN)));
  row('drain of the PostgreSQL log ÷ one upsert an event', ratio(log, single), { atLeast: 5 });
  row('drain of Kafka ÷ kafkajs eachBatch that does nothing', ratio(brokers, nothing), { atLeast: 0.3 });
}

async function latencies(database: EventDatabase, kafka: KafkaBench, transports: readonly BenchTransport[]): Promise<void> {
  for (const transport of transports) {
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const alone = await commitToProjection(database, transport, count);
      const disturbed = await withForeignTransaction(database, () => commitToProjection(database, transport, count));
      ratios.push(quantile(disturbed, 0.99) / quantile(alone, 0.99));
      console.log(`  ${transport.name}: p50 ${ms(quantile(alone, 0.5))}, p99 ${ms(quantile(alone, 0.99))}; with a foreign transaction p50 ${ms(quantile(disturbed, 0.5))}, p99 ${ms(quantile(disturbed, 0.99))}`);
    }
    row(`${transport.name}: commit to projection p99, with a foreign transaction of 3 s ÷ without`, median(ratios), { atMost: 2 });
  }
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await produceToConsume(kafka.kafka, kafka.bareTopic, `bare-${round}`, count);
    const ours = await commitToProjection(database, kafka.transport(), count);
    ratios.push(quantile(ours, 0.5) / quantile(bare, 0.5));
    console.log(`  kafkajs alone: p50 ${ms(quantile(bare, 0.5))}, p99 ${ms(quantile(bare, 0.99))}; Kafka: p50 ${ms(quantile(ours, 0.5))}, p99 ${ms(quantile(ours, 0.99))}`);
  }
  row('Kafka: commit to projection p50 ÷ kafkajs produce to consume p50', median(ratios), { atMost: 3 });
}

async function losses(database: EventDatabase, transports: readonly BenchTransport[]): Promise<void> {
  for (const transport of transports) {
    const { committed, lost } = await lostUnderLingeringWriters(database, transport);
    row(`${transport.name}: events lost of ${committed} under 8 lingering writers`, lost, { atMost: 0 });
  }
}

const folder = await freshDataDir();
const broker = await provideKafka({ dataDir: `${folder}/kafka` });
const database = await EventDatabase.start(`${folder}/postgres`);
const kafka = new KafkaBench(broker.address, `bench-${process.pid}`, database);
try {
  const transports = [postgresTransport(database), kafka.transport()];
  console.log(`events: commit to projection and drain, on both transports; medians of ${rounds} interleaved rounds`);
  const parts = options.only.split(',');
  await kafka.createBareTopic();
  if (parts.includes('losses')) await losses(database, transports);
  if (parts.includes('latencies')) await latencies(database, kafka, transports);
  if (parts.includes('drains')) {
    await database.fill(Number(options.events));
    await drains(database, kafka, postgresTransport(database));
  }
} finally {
  await kafka.stop();
  await database.stop();
  await broker.stop();
  await removeDataDir(folder);
}
if (missed.length > 0) process.exitCode = 1;
