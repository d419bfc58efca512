import { randomBytes } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';

/** The names of one spec file on the broker of the run. */
export interface TestKafka {
  /** `host:port,host:port`. */
  readonly brokers: string;
  /** Begins the name of every topic and consumer group of the spec file. */
  readonly namespace: string;
  /** Deletes its topics and groups. @throws Error while a consumer of a group still runs */
  stop(): Promise<void>;
}

/** Gives names of its own on the broker of this jest run, or on the one at CDC_TEST_KAFKA_BROKERS. */
export function testKafka(): TestKafka {
  const brokers = process.env['CDC_TEST_KAFKA_BROKERS'];
  if (!brokers) throw new Error("No broker: name the file *.cluster.spec.ts, use describeWith('kafka', …), and run jest with jest.config.mjs.");
  const namespace = `cdc_test_${randomBytes(6).toString('hex')}`;
  return { brokers, namespace, stop: () => deleteAll(brokers, namespace) };
}

async function deleteAll(brokers: string, namespace: string): Promise<void> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((id) => id.startsWith(namespace));
    if (groups.length > 0) await admin.deleteGroups(groups);
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(namespace));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
