import { expect, it } from '@jest/globals';
import { type Admin } from 'kafkajs';
import { KafkaNames, PARTITIONS } from './kafka-names.js';
import { ensureTopics } from './kafka-topics.js';

const refusal = (type: string): Error => Object.assign(new Error(type), { type });
const partitions = Array.from({ length: PARTITIONS }, (_, partitionId) => ({ partitionId }));

/** A cluster that answers the questions about its topics with these faults first. */
function clusterWith(faults: string[]): { admin: Admin; made: unknown[] } {
  const made: unknown[] = [];
  const admin = {
    listTopics: () => Promise.resolve([]),
    createTopics: (options: unknown) => Promise.resolve(made.push(options) > 0),
    fetchTopicMetadata: ({ topics }: { topics: string[] }) => {
      const fault = faults.shift();
      return fault === undefined ? Promise.resolve({ topics: topics.map((name) => ({ name, partitions })) }) : Promise.reject(refusal(fault));
    },
  };
  return { admin: admin as unknown as Admin, made };
}

it('waits for topics that were just made until every broker knows them and they are led', async () => {
  const { admin, made } = clusterWith(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'UNKNOWN_TOPIC_OR_PARTITION']);
  await ensureTopics(admin, new KafkaNames('test'), ['reporting']);
  // kafkajs's own wait takes the first of these for the end.
  expect(made).toMatchObject([{ waitForLeaders: false }]);
});

it('does not wait for what waiting does not mend', async () => {
  const { admin } = clusterWith(['TOPIC_AUTHORIZATION_FAILED']);
  await expect(ensureTopics(admin, new KafkaNames('test'), ['reporting'])).rejects.toThrow('TOPIC_AUTHORIZATION_FAILED');
});
