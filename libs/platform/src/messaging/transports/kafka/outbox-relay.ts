import { setTimeout as pause } from 'node:timers/promises';
import { EVENT_CATALOGUE, serviceRow, type ServiceName } from '@cdc/contracts';
import { type Kafka, type Producer } from 'kafkajs';
import pg from 'pg';
import { LOCK_CLASS } from '../../../database/lock-classes.js';
import { metrics } from '../../../observability/metrics.js';
import { type EventWakeUp } from '../event-wake-up.js';
import { readLog, readMark, type Queryable } from '../log-reader.js';
import { disconnect } from './kafka-client.js';
import { messageOf } from './kafka-message.js';
import { type KafkaNames } from './kafka-names.js';
import { ensureTopics } from './kafka-topics.js';

const POLL_MS = 250;
const STANDBY_MS = 1_000;
const FAILURE_PAUSE_MS = 1_000;
const SEND_MS = 10_000;

export interface OutboxRelayOptions {
  readonly service: ServiceName;
  /** Database address of the service's own role. */
  readonly databaseUrl: string;
  readonly wakeUp: EventWakeUp;
  readonly kafka: Kafka;
  readonly names: KafkaNames;
  readonly log: { warn(message: string): void; error(message: string): void };
}

/**
 * Publishes a service's log to its topic, in the order of the log and at least once: an event counts as published when every in-sync
 * replica has it. Of several processes of the service one relays, the others stand by. Any failure starts over with new connections from
 * the mark, so that a dead socket is never asked twice; what is sent again, consumers' inboxes know.
 */
export class OutboxRelay {
  private readonly types: readonly string[];
  private stopping = false;
  private loop: Promise<void> | undefined;

  constructor(private readonly options: OutboxRelayOptions) {
    this.types = EVENT_CATALOGUE.filter(({ service }) => service === options.service).map(({ type }) => type);
  }

  start(): void {
    this.loop = this.run();
  }

  async close(): Promise<void> {
    this.stopping = true;
    this.options.wakeUp.wakeAll();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { service, log } = this.options;
    while (!this.stopping) {
      try {
        await this.relay();
      } catch (error) {
        metrics.relayRunning.set({ source: service }, 0);
        if (this.stopping) return;
        log.error(`${service} could not publish to Kafka and tries again: ${error instanceof Error ? error.message : String(error)}`);
        await pause(FAILURE_PAUSE_MS);
      }
    }
  }

  /** One life on one connection to each side, until it is told to stop. @throws whatever ends it */
  private async relay(): Promise<void> {
    const { databaseUrl, service, kafka } = this.options;
    const client = new pg.Client({ connectionString: databaseUrl, application_name: `cdc-relay-${service}`, keepAlive: true });
    // What breaks between two statements breaks the next one.
    client.on('error', () => undefined);
    const producer = kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1, retry: { retries: 1 } });
    try {
      await client.connect();
      // A mark that is lost with the server is a few events published twice.
      await client.query('set synchronous_commit = off');
      if (!(await this.becomeRelay(client))) return;
      const reader = await this.openTopic(client);
      await producer.connect();
      metrics.relayRunning.set({ source: service }, 1);
      await this.publish(prepared(client), reader, producer);
    } finally {
      await disconnect(producer);
      await client.end().catch(() => undefined);
    }
  }

  /** The lock belongs to the connection that also reads: who loses it can read no further. */
  private async becomeRelay(client: pg.Client): Promise<boolean> {
    while (!this.stopping) {
      const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [LOCK_CLASS.relay, serviceRow(this.options.service).number]);
      if (rows[0]?.got) return true;
      await pause(STANDBY_MS);
    }
    return false;
  }

  /** @returns the name under which the mark for this cluster is kept; it starts at nothing where the topic has lost what it had */
  private async openTopic(client: pg.Client): Promise<string> {
    const { kafka, names, service } = this.options;
    const admin = kafka.admin();
    try {
      await admin.connect();
      await ensureTopics(admin, names, [service]);
      const reader = names.relay((await admin.describeCluster()).clusterId);
      const offsets = await admin.fetchTopicOffsets(names.topic(service));
      if (offsets.every(({ high }) => high === '0')) await client.query('delete from consumer_offset where consumer = $1', [reader]);
      return reader;
    } finally {
      await disconnect(admin);
    }
  }

  private async publish(database: Queryable, reader: string, producer: Producer): Promise<void> {
    const { service, names, wakeUp } = this.options;
    let after = await readMark(database, reader, service);
    while (!this.stopping) {
      const signal = wakeUp.next(POLL_MS, service);
      const { events, upTo } = await readLog(database, service, after, this.types);
      if (upTo === null) {
        await signal;
        continue;
      }
      const messages = events.map((event) => messageOf(service, event));
      if (messages.length > 0) await producer.send({ topic: names.topic(service), acks: -1, timeout: SEND_MS, messages });
      await database.query(
        `insert into consumer_offset (consumer, source, position) values ($1, $2, $3)
         on conflict (consumer, source) do update set position = excluded.position`,
        [reader, service, upTo],
      );
      after = upTo;
    }
  }
}

/** Each statement is prepared once: planning takes longer than reading one event. */
function prepared(client: pg.Client): Queryable {
  const names = new Map<string, string>();
  const nameOf = (sql: string): string => names.get(sql) ?? names.set(sql, `relay_${names.size}`).get(sql) ?? '';
  return { query: async (text, values) => (await client.query({ name: nameOf(text), text, values })).rows };
}
