import { expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { testKafka } from './kafka.js';
import { describeWith } from './requires.js';

describeWith('kafka', 'the Kafka of a spec file', (brokers) => {
  it('has names of its own, and takes its topics and groups away', async () => {
    const [mine, other] = [testKafka(), testKafka()];
    expect(mine.brokers).toBe(brokers);
    const client = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: `${mine.namespace}.one` }, { topic: `${other.namespace}.two` }], waitForLeaders: true });
    await admin.setOffsets({ groupId: `${mine.namespace}.readers`, topic: `${mine.namespace}.one`, partitions: [{ partition: 0, offset: '0' }] });

    await mine.stop();
    // A client anew: one that knew a topic asks for it for ever.
    const left = client.admin();
    await left.connect();
    const topics = await left.listTopics();
    expect(topics).not.toContain(`${mine.namespace}.one`);
    expect(topics).toContain(`${other.namespace}.two`);
    const { groups } = await left.listGroups();
    expect(groups.map(({ groupId }) => groupId)).not.toContain(`${mine.namespace}.readers`);
    await other.stop();
    await Promise.all([admin.disconnect(), left.disconnect()]);
  });
});
