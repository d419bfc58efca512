import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { describeWith } from '../requires.js';
import { KAFKA_VERSION, kafkaRelease } from './kafka-release.js';
import { type LocalKafka, startKafka } from './kafka-server.js';
import { kafkaPrograms } from './service-sources.mjs';
import { startedElsewhere, untilGone } from './started-elsewhere.js';

const TOPIC = 'kept';

function clientOf({ brokers }: LocalKafka): Kafka {
  return new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
}

async function send(kafka: LocalKafka, value: string): Promise<void> {
  const producer = clientOf(kafka).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  await producer.send({ topic: TOPIC, acks: -1, messages: [{ value }] });
  await producer.disconnect();
}

async function received(kafka: LocalKafka, count: number): Promise<string[]> {
  const consumer = clientOf(kafka).consumer({ groupId: `readers-${count}` });
  const values: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
  await new Promise<void>((done, fail) => {
    const eachMessage = async ({ message }: { message: { value: Buffer | null } }): Promise<void> => {
      if (values.push(String(message.value)) === count) done();
    };
    consumer.run({ eachMessage }).catch(fail);
  });
  await consumer.disconnect();
  return values;
}

describeWith('kafka programs', 'a local Kafka', () => {
  let dataDir: string;
  let started: LocalKafka[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'cdc-kafka-'));
  });
  afterEach(async () => {
    await Promise.all(started.map((kafka) => kafka.stop()));
    started = [];
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  async function start(port?: number): Promise<LocalKafka> {
    const kafka = await startKafka({ dataDir, port });
    started.push(kafka);
    return kafka;
  }

  it('keeps messages through a stop and through kill -9, on the port that is asked for', async () => {
    const first = await start();
    const admin = clientOf(first).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 1 }], waitForLeaders: true });
    const { clusterId } = await admin.describeCluster();
    await admin.disconnect();
    await send(first, 'before a stop');
    await first.stop();
    expect(await first.exited).toEqual({ code: 143 });

    const port = Number(first.brokers.split(':')[1]);
    const second = await start(port);
    expect(second.brokers).toBe(first.brokers);
    await send(second, 'before a kill');
    await second.kill();
    await untilGone(second.pid);

    const third = await start();
    expect(await received(third, 2)).toEqual(['before a stop', 'before a kill']);
    const later = clientOf(third).admin();
    await later.connect();
    expect((await later.describeCluster()).clusterId).toBe(clusterId);
    await later.disconnect();
    await expect(start()).rejects.toThrow(`in use by Kafka, process ${third.pid}`);
  });

  it('says why it does not start', async () => {
    const taken = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(startKafka({ dataDir, port })).rejects.toThrow(/did not start[^]*Address already in use/);
    taken.close();
  });

  it('ends with the process that started it', async () => {
    const elsewhere = await startedElsewhere('./kafka-server.ts', 'startKafka', dataDir);
    elsewhere.process.kill('SIGKILL');
    await untilGone(elsewhere.serverPid);
  });
});

describeWith('kafka programs', 'fetching Kafka', () => {
  let cacheDir: string;
  beforeAll(async () => {
    cacheDir = await mkdtemp(join(tmpdir(), 'cdc-kafka-cache-'));
  });
  afterAll(() => rm(cacheDir, { recursive: true, force: true }));

  const fetched = (mvn: string) => kafkaRelease({ java: kafkaPrograms()?.java ?? '', mvn }, () => undefined, cacheDir);

  it('leaves nothing that counts when it fails', async () => {
    await expect(fetched('false')).rejects.toThrow(`Apache Kafka ${KAFKA_VERSION} could not be fetched`);
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it('may happen twice at once', async () => {
    const mvn = kafkaPrograms()?.mvn ?? '';
    const [one, two] = await Promise.all([fetched(mvn), fetched(mvn)]);
    expect(one).toEqual(two);
    expect(await readdir(cacheDir)).toEqual([`kafka-${KAFKA_VERSION}`]);
    expect((await readdir(one.formattedLogs)).sort()).toEqual(['__cluster_metadata-0', 'meta.properties']);
  });
});
