import { Kafka, logLevel } from 'kafkajs';

/** Whether a broker of the cluster (of any where it is undefined) takes requests of clients at this address, asked once. */
export async function kafkaAnswers(brokers: string, clusterId?: string): Promise<boolean> {
  const client = new Kafka({
    brokers: [brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    retry: { retries: 0 },
  });
  const admin = client.admin();
  try {
    await admin.connect();
    const found = await admin.describeCluster();
    return found.brokers.length > 0 && (clusterId === undefined || found.clusterId === clusterId);
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
