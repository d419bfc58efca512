import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Controller, type Type } from '@nestjs/common';
import { OrganisationChanged, TestsOffered, type EventData, type ServiceName } from '@cdc/contracts';
import { type DataSource } from 'typeorm';
import { event, type NewEvent } from '../database/unit-of-work.js';
import { currentTraceparent, withTraceparent } from '../http/trace-context.js';
import { CatchUp } from './catch-up.js';
import { EventLog } from './event-log.js';
import { OnEvents, type EventBatch } from './on-events.decorator.js';

/** A process that consumes events. */
export interface ConsumingProcess {
  stop(): Promise<void>;
}

/** What a transport's spec gives the contract: services with the tables of `testService`, and the transport between them. */
export interface EventTransportFixture {
  dataSource(service: ServiceName): DataSource;
  /** Publishes in one unit of work of `source`. */
  publish(source: ServiceName, events: readonly NewEvent[]): Promise<void>;
  /** Starts a process in which each of `consumers` has a transport of its own. */
  start(consumers: readonly ServiceName[], controllers: readonly Type[]): Promise<ConsumingProcess>;
  /** Makes the transport deliver the whole log of `source` to `consumer` again. */
  rewind(consumer: ServiceName, source: ServiceName): Promise<void>;
  close(): Promise<void>;
}

/** The services that a fixture must start. */
export const CONTRACT_SERVICES = ['cdc-registry', 'reporting', 'dashboard'] as const satisfies readonly ServiceName[];

type Offered = EventBatch<EventData<typeof TestsOffered>>;
type Changed = EventBatch<EventData<typeof OrganisationChanged>>;

/** Subjects carry the number of their test: a consumer that was not running may still have events of earlier tests before it. */
let testNumber = 0;
const named = (name: string): string => `${testNumber}:${name}`;
const nameOf = (subject: string): string => subject.slice(subject.indexOf(':') + 1);

let batchSizes: number[] = [];
let beforeEffect: (consumer: ServiceName, subject: string) => Promise<void> | void = () => undefined;

async function handle(consumer: ServiceName, { events, manager }: EventBatch<unknown>): Promise<void> {
  batchSizes.push(events.length);
  for (const one of events) {
    await manager.query('insert into effect (event_id, type, subject) values ($1, $2, $3)', [one.id, one.type, one.subject]);
    await beforeEffect(consumer, nameOf(one.subject));
  }
}

@Controller()
class ReportingHandlers {
  @OnEvents('reporting', TestsOffered)
  async onOffered(batch: Offered): Promise<void> {
    await handle('reporting', batch);
  }

  @OnEvents('reporting', OrganisationChanged)
  async onChanged(batch: Changed): Promise<void> {
    await handle('reporting', batch);
  }
}

@Controller()
class DashboardHandlers {
  @OnEvents('dashboard', TestsOffered)
  async onOffered(batch: Offered): Promise<void> {
    await handle('dashboard', batch);
  }
}

const offered = (subject: string) => event(TestsOffered, named(subject), { cdcCode: subject, offers: [] });
const changed = (code: string) =>
  event(OrganisationChanged, named(code), { code, kind: 'trust', name: code, onsCode: null, regionCode: null, icbCode: null, operatedBy: null, postcode: null, opened: null, closed: null });

/** Asks until `question` answers `expected`; the last answer is what the test fails with. */
async function eventually(question: () => Promise<unknown>, expected: unknown): Promise<void> {
  const giveUpAt = Date.now() + 15_000;
  for (;;) {
    const answer = await question();
    try {
      expect(answer).toEqual(expected);
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await pause(10);
    }
  }
}

/** What every transport must do; each one's spec runs it unchanged. */
export function eventTransportContract(open: () => Promise<EventTransportFixture>): void {
  let fixture: EventTransportFixture;
  let running: ConsumingProcess[] = [];
  beforeAll(async () => {
    fixture = await open();
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    testNumber++;
    batchSizes = [];
    beforeEffect = () => undefined;
    for (const service of ['reporting', 'dashboard'] as const) {
      for (const table of ['effect', 'dead_letter', 'event_attempt']) await fixture.dataSource(service).query(`delete from ${table}`);
    }
  });
  afterEach(async () => {
    beforeEffect = () => undefined;
    for (const one of running) await one.stop();
    running = [];
  });

  const start = async (...consumers: ServiceName[]): Promise<ConsumingProcess> => {
    const controllers = { reporting: ReportingHandlers, dashboard: DashboardHandlers } as Record<string, Type>;
    const started = await fixture.start(consumers, consumers.map((consumer) => controllers[consumer] ?? ReportingHandlers));
    running.push(started);
    return started;
  };
  const stop = async (one: ConsumingProcess): Promise<void> => {
    running = running.filter((other) => other !== one);
    await one.stop();
  };
  const publish = (...events: NewEvent[]) => fixture.publish('cdc-registry', events);
  /** Of what took effect, in the order of their names: between aggregates there is no other. */
  const subjects = async (service: ServiceName): Promise<string[]> =>
    (await fixture.dataSource(service).query('select subject from effect where subject like $1', [named('%')])).map((row: { subject: string }) => nameOf(row.subject)).sort();
  const deadLetters = async (service: ServiceName): Promise<unknown> =>
    fixture.dataSource(service).query("select split_part(subject, ':', 2) as subject, attempts from dead_letter where subject like $1 order by position", [named('%')]);
  const lag = async (): Promise<bigint> => {
    const log = new EventLog();
    const source = fixture.dataSource('reporting');
    const [heads, applied] = [await log.heads(source, ['cdc-registry']), await log.applied(source, 'reporting')];
    return BigInt(heads['cdc-registry'] ?? 0) - BigInt(applied['cdc-registry'] ?? 0);
  };

  it('delivers what is published while it runs', async () => {
    await start('reporting');
    await publish(offered('A'));
    await eventually(() => subjects('reporting'), ['A']);
  });

  it('keeps the order of an aggregate, across its types of event', async () => {
    const published = Array.from({ length: 60 }, (_, turn) => ({ subject: `S${turn % 3}`, made: turn % 2 === 0 ? offered : changed }));
    await start('reporting');
    for (const { subject, made } of published) await publish(made(subject));
    const typesOf = async (): Promise<unknown> => fixture.dataSource('reporting').query("select split_part(subject, ':', 2) as subject, array_agg(type order by ordinal) as types from effect where subject like $1 group by subject order by subject", [named('%')]);
    const expected = ['S0', 'S1', 'S2'].map((subject) => ({ subject, types: published.filter((one) => one.subject === subject).map((one) => one.made(subject).type) }));
    await eventually(typesOf, expected);
  });

  it('brings many events in few batches', async () => {
    const many = Array.from({ length: 300 }, (_, n) => `N${1000 + n}`);
    await publish(...many.map(offered));
    await start('reporting');
    await eventually(() => subjects('reporting'), many);
    expect(batchSizes.length).toBeLessThan(30);
  });

  it('leaves one effect when a handler fails after it wrote', async () => {
    let failures = 2;
    beforeEffect = (_consumer, subject) => {
      if (subject === 'B' && failures-- > 0) throw new Error('not yet');
    };
    await publish(offered('A'), offered('B'), offered('C'));
    await start('reporting');
    await eventually(() => subjects('reporting'), ['A', 'B', 'C']);
    expect(failures).toBeLessThan(0);
  });

  it('changes nothing when it delivers everything again', async () => {
    await publish(offered('A'));
    const first = await start('reporting');
    await eventually(() => subjects('reporting'), ['A']);
    await stop(first);
    await fixture.rewind('reporting', 'cdc-registry');
    await start('reporting');
    await publish(offered('B'));
    await eventually(() => subjects('reporting'), ['A', 'B']);
  });

  it('parks an event after five attempts and goes on', async () => {
    beforeEffect = (_consumer, subject) => {
      if (subject === 'poison') throw new Error('never');
    };
    await start('reporting');
    await publish(offered('A'), offered('poison'), offered('C'));
    await eventually(() => deadLetters('reporting'), [{ subject: 'poison', attempts: 5 }]);
    await publish(offered('D'));
    await eventually(() => subjects('reporting'), ['A', 'C', 'D']);
  });

  it('goes on where it stopped', async () => {
    const first = await start('reporting');
    await publish(offered('A'));
    await eventually(() => subjects('reporting'), ['A']);
    await stop(first);
    await publish(offered('B'));
    expect(await subjects('reporting')).toEqual(['A']);
    expect(await lag()).toBe(1n);
    await start('reporting');
    await eventually(() => subjects('reporting'), ['A', 'B']);
    await eventually(lag, 0n);
  });

  it('waits at shutdown for the handler that is at work', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let entered = false;
    beforeEffect = () => {
      entered = true;
      return held;
    };
    const process = await start('reporting');
    await publish(offered('A'));
    await eventually(async () => entered, true);
    let stopped = false;
    const stopping = stop(process).then(() => (stopped = true));
    await pause(300);
    expect(stopped).toBe(false);
    release();
    await stopping;
    expect(await subjects('reporting')).toEqual(['A']);
  });

  it('lets a handler work under the trace of the request that published', async () => {
    const traces = new Map<string, string | undefined>();
    beforeEffect = (_consumer, subject) => void traces.set(subject, currentTraceparent());
    await start('reporting');
    const trace = `00-${'a1'.repeat(16)}-${'b2'.repeat(8)}-01`;
    await withTraceparent(trace, () => publish(offered('A')));
    await eventually(() => subjects('reporting'), ['A']);
    await publish(offered('B'));
    await eventually(() => subjects('reporting'), ['A', 'B']);
    expect([...traces]).toEqual([['A', trace], ['B', undefined]]);
  });

  it('gives each of two services in one process every event', async () => {
    await start('reporting', 'dashboard');
    await publish(offered('A'), changed('B'), offered('C'));
    await eventually(() => subjects('reporting'), ['A', 'B', 'C']);
    await eventually(() => subjects('dashboard'), ['A', 'C']);
  });

  it('lets one service stumble without holding up the other', async () => {
    beforeEffect = (consumer) => {
      if (consumer === 'dashboard') throw new Error('never');
    };
    await start('reporting', 'dashboard');
    await publish(offered('A'));
    await eventually(() => subjects('reporting'), ['A']);
    await eventually(() => deadLetters('dashboard'), [{ subject: 'A', attempts: 5 }]);
    expect(await deadLetters('reporting')).toEqual([]);
  });

  it('shares the work of one service between processes without doubling it', async () => {
    await start('reporting');
    await start('reporting');
    const many = Array.from({ length: 100 }, (_, n) => `P${1000 + n}`);
    for (const subject of many) await publish(offered(subject));
    await eventually(() => subjects('reporting'), many);
    await eventually(lag, 0n);
    expect(await subjects('reporting')).toEqual(many);
  });

  it('lets a reader wait for what was published, and says who is behind when it takes too long', async () => {
    const first = await start('reporting');
    await publish(offered('A'));
    const catchUp = new CatchUp(new EventLog());
    const source = fixture.dataSource('reporting');
    const cut = await catchUp.wait(source, 'reporting', ['cdc-registry']);
    expect(await subjects('reporting')).toEqual(['A']);
    expect(cut).toEqual(await new EventLog().heads(source, ['cdc-registry']));
    await stop(first);
    await publish(offered('B'));
    await expect(catchUp.wait(source, 'reporting', ['cdc-registry'], 50)).rejects.toMatchObject({ code: 'BEHIND', details: { behind: ['cdc-registry'] } });
  });
}
