import { setTimeout as pause } from 'node:timers/promises';
import { type ServiceName } from '@cdc/contracts';
import { type Admin } from 'kafkajs';
import { PARTITIONS, type KafkaNames } from './kafka-names.js';

/** The largest message that a topic takes. An event's data are bounded well below it, where they are published. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const DESCRIBE_TRIES = 50;
const DESCRIBE_PAUSE_MS = 100;

/** A topic that is not as it must be: starting again does not help, a person has to look. */
export class TopicMismatch extends Error {}

const NOT_THERE_YET = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/**
 * Makes the topics of these services that are missing, and checks those that are there. Processes may do so at the same time.
 * Topics keep everything: a consumer group that is new reads the log from its first event.
 * @throws TopicMismatch when a topic has another number of partitions than the catalogue says
 */
export async function ensureTopics(admin: Admin, names: KafkaNames, sources: readonly ServiceName[]): Promise<void> {
  const wanted = sources.map((source) => names.topic(source));
  const existing = new Set(await admin.listTopics());
  const missing = wanted.filter((topic) => !existing.has(topic));
  // Answers false when another process was quicker, and throws for any other fault; what came of it is asked below.
  // kafkajs's own wait for leaders gives up on a broker that has not heard of the topic yet.
  if (missing.length > 0) await admin.createTopics({ waitForLeaders: false, topics: missing.map(topicConfiguration) });
  const { topics } = await describeTopics(admin, wanted);
  const wrong = topics.filter(({ partitions }) => partitions.length !== PARTITIONS);
  if (wrong.length === 0) return;
  const found = wrong.map(({ name, partitions }) => `${name} has ${partitions.length}`).join(', ');
  throw new TopicMismatch(`Every topic must have ${PARTITIONS} partitions, but ${found}. Delete it and let the platform make it anew: the log stands in PostgreSQL and is published again.`);
}

/** A topic that was just made is not known to every broker at once, and has no leader at first. */
async function describeTopics(admin: Admin, topics: string[]): ReturnType<Admin['fetchTopicMetadata']> {
  for (let left = DESCRIBE_TRIES; ; left--) {
    try {
      return await admin.fetchTopicMetadata({ topics });
    } catch (error) {
      if (left === 0 || !(error instanceof Error && 'type' in error && NOT_THERE_YET.has(String(error.type)))) throw error;
      await pause(DESCRIBE_PAUSE_MS);
    }
  }
}

function topicConfiguration(topic: string) {
  return {
    topic,
    numPartitions: PARTITIONS,
    // The brokers' own default, so that one setting there decides for every deployment.
    replicationFactor: -1,
    configEntries: Object.entries({
      'cleanup.policy': 'delete',
      'retention.ms': '-1',
      'retention.bytes': '-1',
      // kafkajs reads GZIP and plain batches only.
      'compression.type': 'uncompressed',
      'max.message.bytes': String(MAX_MESSAGE_BYTES),
    }).map(([name, value]) => ({ name, value })),
  };
}
