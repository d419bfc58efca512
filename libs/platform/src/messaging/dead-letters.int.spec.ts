import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TestsOffered } from '@cdc/contracts';
import { ServicesUnderTest } from '../database/services-under-test.js';
import { event } from '../database/unit-of-work.js';
import { ConsumerRegistry } from '../observability/consumer-registry.js';
import { CatchUp } from './catch-up.js';
import { DeadLetterController } from './dead-letter.controller.js';
import { EventLog } from './event-log.js';
import { EventWakeUp } from './transports/event-wake-up.js';
import { PostgresEventTransport } from './transports/postgres-event.transport.js';

let services: ServicesUnderTest;
let wakeUp: EventWakeUp;
let transport: PostgresEventTransport;
let operators: DeadLetterController;
let mended = false;
const applied: string[] = [];
const catchUp = new CatchUp(new EventLog());
const wait = () => catchUp.wait(services.dataSource('reporting'), 'reporting', ['cdc-registry'], 5_000);
const publish = (subject: string) =>
  services.unitOfWork('cdc-registry').run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject }, [event(TestsOffered, subject, { cdcCode: subject, offers: [] })]));

beforeAll(async () => {
  services = await ServicesUnderTest.start(['cdc-registry', 'reporting']);
  wakeUp = new EventWakeUp(services.provisioned.platformUrl);
  await wakeUp.open();
  transport = new PostgresEventTransport({
    consumer: 'reporting',
    dataSource: () => services.dataSource('reporting'),
    wakeUp,
    now: () => services.clock.now(),
    log: { warn: () => undefined, error: () => undefined },
  });
  transport.addHandler(
    TestsOffered.type,
    ({ events }: { events: { subject: string }[] }) => {
      if (!mended && events.some(({ subject }) => subject === 'B')) return Promise.reject(new Error('cannot apply B'));
      applied.push(...events.map(({ subject }) => subject));
      return Promise.resolve();
    },
    true,
  );
  const registry = new ConsumerRegistry();
  registry.add(transport);
  operators = new DeadLetterController(registry);
  await new Promise<void>((resolve, reject) => transport.listen((error) => (error ? reject(error) : resolve())));
});
afterAll(async () => {
  await transport.close();
  await wakeUp.close();
  await services.stop();
});

it('what cannot be applied is shown to operators, keeps reports from being drawn, and is applied once its cause is mended', async () => {
  for (const subject of ['A', 'B', 'C']) await publish(subject);
  await expect(wait()).rejects.toMatchObject({ code: 'DEAD_LETTERS', details: { parked: 1 } });
  expect([...applied].sort()).toEqual(['A', 'C']);

  const { items } = await operators.list('reporting');
  expect(items).toMatchObject([{ source: 'cdc-registry', subject: 'B', type: TestsOffered.type, error: 'Error: cannot apply B', attempts: 5, replayedAt: null }]);
  const id = items[0]?.id ?? '';
  await expect(operators.replay('reporting', id)).rejects.toMatchObject({ code: 'REPLAY_FAILED' });
  await expect(wait()).rejects.toMatchObject({ code: 'DEAD_LETTERS' });

  mended = true;
  expect(await operators.replay('reporting', id)).toEqual({ replayed: id });
  expect(applied.filter((subject) => subject === 'B')).toEqual(['B']);
  expect(await wait()).toEqual({ 'cdc-registry': '3' });
  expect((await operators.list('reporting')).items[0]?.replayedAt).toEqual(services.clock.now());
  await expect(operators.replay('reporting', id)).rejects.toMatchObject({ code: 'UNKNOWN_DEAD_LETTER' });
});

it('a name that is no consumer here is told so', async () => {
  await expect(operators.list('nobody')).rejects.toMatchObject({ code: 'UNKNOWN_CONSUMER' });
});
