import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OrganisationChanged, TestsOffered } from '@cdc/contracts';
import { describeWith, freshDataDir, removeDataDir, startKafka, type LocalKafka } from '@cdc/testing';
import { type DataSource } from 'typeorm';
import { ServicesUnderTest } from '../../../database/services-under-test.js';
import { event } from '../../../database/unit-of-work.js';
import { metrics } from '../../../observability/metrics.js';
import { EventLog } from '../../event-log.js';
import { type EventBatch } from '../../on-events.decorator.js';
import { KafkaEventTransport, type KafkaEventTransportOptions } from './kafka-event.transport.js';
import { KafkaUnderTest } from './kafka-under-test.js';
import { ensureTopics } from './kafka-topics.js';

const SOURCE = 'cdc-registry';
const offered = (subject: string) => event(TestsOffered, subject, { cdcCode: subject, offers: [] });
const organisation = { kind: 'trust', onsCode: null, regionCode: null, icbCode: null, operatedBy: null, postcode: null, opened: null, closed: null } as const;
const changed = (code: string) => event(OrganisationChanged, code, { ...organisation, code, name: code });

async function until(condition: () => unknown, what: string): Promise<void> {
  const giveUpAt = Date.now() + 40_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error(`did not happen within 40 s: ${what}`);
    await pause(20);
  }
}

describeWith('kafka', 'Kafka and the faults of its client', () => {
  let services: ServicesUnderTest;
  let reporting: DataSource;
  let kafka: KafkaUnderTest;
  let open: KafkaEventTransport[] = [];
  const log = { warn: jest.fn<(message: string) => void>(), error: jest.fn<(message: string) => void>() };
  const fatal = jest.fn<(error: Error) => void>();
  let fault: (subject: string) => void = () => undefined;

  beforeAll(async () => {
    services = await ServicesUnderTest.start([SOURCE, 'reporting']);
    reporting = services.dataSource('reporting');
  });
  afterAll(() => services.stop());
  beforeEach(async () => {
    kafka = await KafkaUnderTest.with(services);
    jest.clearAllMocks();
    fault = () => undefined;
  });
  afterEach(async () => {
    await Promise.all(open.map((transport) => transport.close()));
    open = [];
    await kafka.stop();
    for (const table of ['effect', 'inbox', 'consumer_offset', 'dead_letter', 'event_attempt']) await reporting.query(`delete from ${table}`);
    // What a test has published must not be missing to the next one.
    await reporting.query("insert into consumer_offset select 'reporting', $1, max(position) from cdc_registry.outbox", [SOURCE]);
  });

  function consume(own: Partial<KafkaEventTransportOptions> = {}): KafkaEventTransport {
    const transport = new KafkaEventTransport({
      ...{ consumer: 'reporting', dataSource: () => reporting, wakeUp: kafka.wakeUp, now: () => new Date(), log, kafka: kafka.kafka, names: kafka.names, onFatal: fatal },
      ...own,
    });
    const handler = async ({ events, manager }: EventBatch<unknown>): Promise<void> => {
      for (const one of events) {
        await manager.query('insert into effect (event_id, type, subject) values ($1, $2, $3)', [one.id, one.type, one.subject]);
        fault(one.subject);
      }
    };
    transport.addHandler(TestsOffered.type, handler, true);
    transport.listen((error) => {
      if (error) throw error;
    });
    open.push(transport);
    return transport;
  }
  const subjects = async (): Promise<string> => (await reporting.query('select subject from effect')).map((row: { subject: string }) => row.subject).sort().join();
  const mark = async (): Promise<string | undefined> => (await new EventLog().applied(reporting, 'reporting'))[SOURCE];
  const count = async (name: 'foreignMessages' | 'eventsMended'): Promise<number> => (await metrics[name].get()).values.reduce((sum, { value }) => sum + value, 0);

  it('passes over what is no event of ours, says so without its content, and goes on', async () => {
    const before = await count('foreignMessages');
    const logged = await kafka.log(SOURCE, offered('A'));
    await kafka.sendRaw(SOURCE, [{ value: 'SECRET' }, { value: null, headers: { ce_specversion: '1.0' } }, { key: 'A', value: '{}', headers: { ce_specversion: '1.0', ce_type: 'SECRET' } }]);
    await kafka.send(SOURCE, logged);
    consume();
    await until(async () => (await subjects()) === 'A', 'the event after them');
    const passedOver = (): string[] => log.error.mock.calls.flat().filter((line) => line.startsWith('passed over'));
    await until(() => new Set(passedOver()).size >= 3, 'a line for each of them');
    // Kafka may bring a message again; it is then passed over and counted again, with the same line.
    expect(new Set(passedOver()).size).toBe(3);
    expect((await count('foreignMessages')) - before).toBe(passedOver().length);
    expect(log.error.mock.calls.flat().join()).toMatch(/no CloudEvents 1.0 envelope/);
    expect(log.error.mock.calls.flat().join()).not.toContain('SECRET');
  });

  it('parks an event whose data arrive broken, and applies it from the log when it is replayed', async () => {
    const [one] = await kafka.log(SOURCE, offered('A'));
    if (!one) throw new Error('no event');
    await kafka.send(SOURCE, [{ ...one, data: '{"cdcCode":' }]);
    const transport = consume();
    await until(async () => (await transport.deadLetters()).length > 0, 'a dead letter');
    const [letter] = await transport.deadLetters();
    expect(letter?.error).toMatch(/^SyntaxError/);
    await transport.replay(letter?.id ?? '');
    expect(await subjects()).toBe('A');
  });

  it('survives the errors that the client takes for the end of a consumer', async () => {
    fault = (subject) => {
      if (subject === 'poison') throw new TypeError('of no use');
    };
    await kafka.send(SOURCE, await kafka.log(SOURCE, offered('A'), offered('poison')));
    const transport = consume();
    await until(async () => (await transport.deadLetters()).length > 0, 'a dead letter');
    await kafka.send(SOURCE, await kafka.log(SOURCE, offered('B')));
    await until(async () => (await subjects()) === 'A,B', 'the event after it');
    expect([transport.health.sources, fatal.mock.calls]).toEqual([{ [SOURCE]: 'running' }, []]);
  });

  it('moves the mark no further than what was applied without a gap, whichever partition was quicker', async () => {
    const [a, b, other, c] = await kafka.log(SOURCE, offered('A'), offered('B'), changed('O'), offered('C'));
    if (!a || !b || !other || !c) throw new Error('no events');
    await kafka.send(SOURCE, [c, a]);
    consume();
    await until(async () => (await subjects()) === 'A,C', 'both events');
    await until(async () => (await mark()) === a.position, 'the mark before the gap');
    await pause(600);
    expect(await mark()).toBe(a.position);
    await kafka.send(SOURCE, [b]);
    await until(async () => (await mark()) === c.position, 'the mark behind the gap');
    const [last] = await kafka.log(SOURCE, changed('P'));
    await until(async () => (await mark()) === last?.position, 'the mark behind an event that nobody here handles');
  });

  it('takes from the log what Kafka does not bring, and raises an alarm', async () => {
    const before = await count('eventsMended');
    const [, b] = await kafka.log(SOURCE, offered('A'), offered('B'));
    if (!b) throw new Error('no event');
    await kafka.send(SOURCE, [b]);
    consume({ overdueMs: 400 });
    await until(async () => (await subjects()) === 'A,B', 'the event that was never sent');
    await until(async () => (await mark()) === b.position, 'the mark');
    expect((await count('eventsMended')) - before).toBe(1);
    expect(log.error.mock.calls.flat().join()).toContain('they were taken from the log');
  });

  it('ends for good, and says so, when a topic is not as the catalogue says', async () => {
    await kafka.admin((admin) => admin.createTopics({ topics: [{ topic: kafka.names.topic(SOURCE), numPartitions: 2 }], waitForLeaders: true }));
    const transport = consume();
    await until(() => fatal.mock.calls.length > 0, 'the end');
    expect(fatal.mock.calls[0]?.[0].message).toMatch(/must have 6 partitions, but .* has 2/);
    expect(transport.health.sources).toEqual({ [SOURCE]: 'failing' });
  });

  it('refuses a handler for a type that nobody publishes', () => {
    const transport = new KafkaEventTransport({ consumer: 'reporting', dataSource: () => reporting, wakeUp: kafka.wakeUp, now: () => new Date(), log, kafka: kafka.kafka, names: kafka.names, onFatal: fatal });
    transport.addHandler('uk.nhs.cdc.cdc-registry.tests-eaten.v1', async () => undefined, true);
    const heard = jest.fn();
    transport.listen(heard);
    expect(heard).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringContaining('tests-eaten') }));
  });

  it('lets processes that start together make the topics', async () => {
    await Promise.all([1, 2, 3].map(() => kafka.admin((admin) => ensureTopics(admin, kafka.names, [SOURCE, 'reporting']))));
    const { topics } = await kafka.admin((admin) => admin.fetchTopicMetadata({ topics: [kafka.names.topic('reporting')] }));
    expect(topics[0]?.partitions).toHaveLength(6);
  });

  describe('the relay', () => {
    it('publishes each event once, whichever of two processes relays, and goes on in the other when one ends', async () => {
      const [first] = [kafka.relay(SOURCE), kafka.relay(SOURCE)];
      await kafka.log(SOURCE, ...['A', 'B', 'C'].map(offered));
      const sofar = Number((await services.dataSource(SOURCE).query('select count(*) from outbox'))[0].count);
      await until(async () => (await kafka.messagesOf(SOURCE)) === sofar, 'the events');
      await first?.close();
      await kafka.log(SOURCE, offered('D'));
      await until(async () => (await kafka.messagesOf(SOURCE)) === sofar + 1, 'the event of the second');
    });

    it('publishes the log again where its topic was lost', async () => {
      await kafka.log(SOURCE, offered('A'));
      const all = Number((await services.dataSource(SOURCE).query('select count(*) from outbox'))[0].count);
      const relay = kafka.relay(SOURCE);
      await until(async () => (await kafka.messagesOf(SOURCE)) === all, 'the log');
      await relay.close();
      await kafka.admin((admin) => admin.deleteTopics({ topics: [kafka.names.topic(SOURCE)] }));
      await until(async () => !(await kafka.admin((admin) => admin.listTopics())).includes(kafka.names.topic(SOURCE)), 'the topic gone');
      kafka.relay(SOURCE);
      await until(async () => (await kafka.messagesOf(SOURCE)) === all, 'the log again');
    });
  });

  describe('a broker that fails', () => {
    let dataDir: string;
    let broker: LocalKafka;
    beforeEach(async () => {
      dataDir = await freshDataDir();
      broker = await startKafka({ dataDir });
      await kafka.stop();
      kafka = await KafkaUnderTest.with(services, { brokers: broker.brokers, namespace: 'cdc', stop: () => Promise.resolve() }, 1_500);
    });
    afterEach(async () => {
      await broker.stop();
      await removeDataDir(dataDir);
    });

    it('costs no event when it is killed and comes back', async () => {
      kafka.relay(SOURCE);
      const transport = consume();
      await kafka.log(SOURCE, offered('A'));
      await until(async () => (await subjects()).includes('A'), 'an event before');
      await broker.kill();
      await kafka.log(SOURCE, offered('B'));
      await until(() => transport.health.sources[SOURCE] === 'failing', 'the consumer not ready');
      broker = await startKafka({ dataDir, port: Number(broker.brokers.split(':')[1]) });
      await until(async () => (await subjects()).includes('B'), 'the event of the outage');
      await until(() => transport.health.sources[SOURCE] === 'running', 'the consumer ready again');
    }, 90_000);

    it('gets a new connection from the relay when it stops answering on the old one', async () => {
      const relayLog = { warn: jest.fn(), error: jest.fn<(message: string) => void>() };
      kafka.relay(SOURCE, relayLog);
      const before = await kafka.log(SOURCE, offered('A'));
      await until(async () => (await kafka.messagesOf(SOURCE)) >= before.length, 'an event before');
      const sent = await kafka.messagesOf(SOURCE);
      process.kill(broker.pid, 'SIGSTOP');
      await kafka.log(SOURCE, offered('B'));
      await until(() => relayLog.error.mock.calls.length > 0, 'the relay giving up its connection');
      process.kill(broker.pid, 'SIGCONT');
      await until(async () => (await kafka.messagesOf(SOURCE)) > sent, 'the event on a new one');
    }, 90_000);
  });
});
