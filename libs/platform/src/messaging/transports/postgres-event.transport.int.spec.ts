import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { TestsOffered } from '@cdc/contracts';
import { ServicesUnderTest } from '../../database/services-under-test.js';
import { event } from '../../database/unit-of-work.js';
import { ConsumerRegistry } from '../../observability/consumer-registry.js';
import { metrics } from '../../observability/metrics.js';
import { startConsumers } from '../consumers-under-test.js';
import { CONTRACT_SERVICES, eventTransportContract } from '../event-transport.contract.js';
import { EventWakeUp } from './event-wake-up.js';
import { PostgresEventTransport } from './postgres-event.transport.js';

describe('the transport that reads the log in PostgreSQL', () => {
  eventTransportContract(async () => {
    const services = await ServicesUnderTest.start(CONTRACT_SERVICES);
    return {
      dataSource: (service) => services.dataSource(service),
      publish: async (source, events) => {
        await services.unitOfWork(source).run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: source }, events));
      },
      start: (consumers, controllers) => startConsumers(services, consumers, controllers, (options) => new PostgresEventTransport(options)),
      rewind: async (consumer, source) => {
        await services.dataSource(consumer).query('delete from consumer_offset where source = $1', [source]);
      },
      close: () => services.stop(),
    };
  });
});

describe('a consumer that cannot read its source', () => {
  let services: ServicesUnderTest;
  beforeAll(async () => {
    services = await ServicesUnderTest.start(['cdc-registry', 'reporting']);
  });
  afterAll(() => services.stop());

  it('says so for readiness, keeps trying, and goes on when the fault is gone', async () => {
    const warn = jest.fn<(message: string) => void>();
    const wakeUp = new EventWakeUp(services.provisioned.platformUrl);
    await wakeUp.open();
    const transport = new PostgresEventTransport({ consumer: 'reporting', dataSource: () => services.dataSource('reporting'), wakeUp, now: () => new Date(), log: { warn, error: warn } });
    const seen: unknown[] = [];
    transport.addHandler(TestsOffered.type, async (batch) => void seen.push(batch), true);
    const registry = new ConsumerRegistry();
    const running = async (): Promise<number | undefined> =>
      (await metrics.consumerRunning.get()).values.find(({ labels }) => labels['consumer'] === 'reporting' && labels['source'] === 'cdc-registry')?.value;
    registry.add(transport);
    const owner = await services.connect(services.urls('reporting').migratorUrl);
    await owner.query('alter table consumer_offset rename to lost');
    try {
      await new Promise<void>((resolve, reject) => transport.listen((error) => (error ? reject(error) : resolve())));
      expect(registry.troubles()).toEqual(['reporting < cdc-registry: starting']);
      while (warn.mock.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      expect([registry.troubles(), await running()]).toEqual([['reporting < cdc-registry: failing'], 0]);
      await owner.query('alter table lost rename to consumer_offset');
      await services
        .unitOfWork('cdc-registry')
        .run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: 'it' }, [event(TestsOffered, 'A', { cdcCode: 'A', offers: [] })]));
      while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      while (registry.troubles().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await running()).toBe(1);
    } finally {
      await transport.close();
      await wakeUp.close();
    }
    expect(registry.troubles()).toEqual(['reporting < cdc-registry: stopped']);
  });
});

it('a parked event is counted and logged by its id, never with its data', async () => {
  const services = await ServicesUnderTest.start(['cdc-registry', 'reporting']);
  const error = jest.fn<(message: string) => void>();
  const wakeUp = new EventWakeUp(services.provisioned.platformUrl);
  await wakeUp.open();
  const transport = new PostgresEventTransport({ consumer: 'reporting', dataSource: () => services.dataSource('reporting'), wakeUp, now: () => new Date(), log: { warn: error, error } });
  transport.addHandler(TestsOffered.type, () => Promise.reject(new Error('never')), true);
  const parked = async (): Promise<number> => (await metrics.deadLetters.get()).values.reduce((sum, { value }) => sum + value, 0);
  const before = await parked();
  try {
    await services
      .unitOfWork('cdc-registry')
      .run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: 'it' }, [event(TestsOffered, 'SECRET', { cdcCode: 'SECRET', offers: [] })]));
    await new Promise<void>((resolve) => transport.listen(() => resolve()));
    while (error.mock.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    await transport.close();
    await wakeUp.close();
  }
  const [{ event_id: id }] = await services.dataSource('reporting').query('select event_id from dead_letter');
  await services.stop();
  expect((await parked()) - before).toBe(1);
  expect(error.mock.calls).toEqual([[expect.stringContaining(id)]]);
  expect(error.mock.calls.flat().join()).not.toContain('SECRET');
});

describe('the wake-up', () => {
  let services: ServicesUnderTest;
  beforeAll(async () => {
    services = await ServicesUnderTest.start(['cdc-registry']);
  });
  afterAll(() => services.stop());

  it('comes with an event, long before the poll would', async () => {
    const wakeUp = new EventWakeUp(services.provisioned.platformUrl);
    await wakeUp.open();
    const woken = wakeUp.next(20_000).then(() => Date.now());
    const from = Date.now();
    await services.unitOfWork('cdc-registry').run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: 'it' }, []));
    expect((await woken) - from).toBeLessThan(5_000);
    await wakeUp.close();
  });

  it('comes to those who wait for the source of the event, or for any', async () => {
    const wakeUp = new EventWakeUp(services.provisioned.platformUrl);
    await wakeUp.open();
    const woken: string[] = [];
    const waiting = [
      wakeUp.next(5_000, 'cdc-registry').then(() => woken.push('its readers')),
      wakeUp.next(5_000).then(() => woken.push('whoever waits for any')),
      wakeUp.next(5_000, 'reporting').then(() => woken.push('another')),
    ];
    await services.unitOfWork('cdc-registry').run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: 'it' }, []));
    await Promise.all(waiting.slice(0, 2));
    expect(woken).toEqual(['its readers', 'whoever waits for any']);
    await wakeUp.close();
  });

  it('comes back by itself after its connection was cut', async () => {
    const wakeUp = new EventWakeUp(services.provisioned.platformUrl);
    await wakeUp.open();
    const admin = await services.connect(services.adminUrl);
    const cut = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cdc-event-wake-up' and datname = current_database()";
    const there = "select 1 from pg_stat_activity where application_name = 'cdc-event-wake-up' and datname = current_database() and query like 'listen%'";
    await admin.query(cut);
    while ((await admin.query(there)).rowCount !== 0) await new Promise((resolve) => setTimeout(resolve, 10));
    while ((await admin.query(there)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const woken = wakeUp.next(20_000).then(() => Date.now());
    const from = Date.now();
    await services.unitOfWork('cdc-registry').run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: 'it' }, []));
    expect((await woken) - from).toBeLessThan(5_000);
    await wakeUp.close();
  });
});
