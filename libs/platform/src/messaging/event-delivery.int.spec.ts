import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OrganisationChanged, TestsOffered } from '@cdc/contracts';
import { throwError } from 'rxjs';
import { type DataSource } from 'typeorm';
import { ServicesUnderTest } from '../database/services-under-test.js';
import { EventDelivery, MAX_ATTEMPTS, type HandlerOf, type RawEvent } from './event-delivery.js';
import { type EventBatch } from './on-events.decorator.js';

type Batch = EventBatch<unknown>;

const CONSUMER = 'reporting';
const SOURCE = 'cdc-registry';
const NOW = new Date('2024-08-05T07:00:00Z');

let services: ServicesUnderTest;
let dataSource: DataSource;
beforeAll(async () => {
  services = await ServicesUnderTest.start([CONSUMER]);
  dataSource = services.dataSource(CONSUMER);
});
afterAll(() => services.stop());
beforeEach(async () => {
  for (const table of ['effect', 'inbox', 'consumer_offset', 'event_attempt', 'dead_letter']) await dataSource.query(`delete from ${table}`);
});

let position = 0;
function offered(subject: string, data: unknown = { cdcCode: subject, offers: [] }): RawEvent {
  return { id: randomUUID(), type: TestsOffered.type, subject, position: String(++position), instant: NOW, traceparent: null, data: JSON.stringify(data) };
}

async function applyEffects({ events, manager }: Batch): Promise<void> {
  for (const one of events) await manager.query('insert into effect (event_id, type, subject) values ($1, $2, $3)', [one.id, one.type, one.subject]);
}

const parked: string[] = [];
const deliveryTo = (handler: (batch: Batch) => unknown, handlerOf: HandlerOf = (type) => (type === TestsOffered.type ? handler : undefined)) =>
  new EventDelivery({ consumer: CONSUMER, dataSource, handlerOf, now: () => NOW, onDeadLetter: (one) => parked.push(one.id) });

const subjects = async (table: 'effect' | 'dead_letter'): Promise<string[]> =>
  (await dataSource.query(`select subject from ${table} order by 1`)).map((row: { subject: string }) => row.subject);
const reached = async (): Promise<string | undefined> => (await dataSource.query('select position from consumer_offset'))[0]?.position;
const last = (events: readonly RawEvent[]): string => events.at(-1)?.position ?? '0';

/** An error as pg reports that the server went away. */
const serverGone = (): Error => Object.assign(new Error('terminating connection'), { code: '57P01' });

describe('delivery', () => {
  it('hands over runs of one type in the order of the log', async () => {
    const organisation = { ...offered('O'), type: OrganisationChanged.type, data: JSON.stringify({ code: 'O', kind: 'trust', name: 'O', onsCode: null, regionCode: null, icbCode: null, operatedBy: null, postcode: null, opened: null, closed: null }) };
    const runs: string[][] = [];
    const note = async ({ events }: Batch): Promise<void> => void runs.push(events.map(({ subject }) => subject));
    const events = [offered('A'), offered('B'), organisation, offered('C')];
    await deliveryTo(note, () => note).deliver(SOURCE, events, last(events));
    expect(runs).toEqual([['A', 'B'], ['O'], ['C']]);
  });

  it('gives a handler the source, the place and the instant of each event', async () => {
    const one = offered('A');
    let got: unknown;
    await deliveryTo(async ({ events }) => void (got = events)).deliver(SOURCE, [one], one.position);
    expect(got).toEqual([{ ...one, source: SOURCE, data: { cdcCode: 'A', offers: [] } }]);
  });

  it('commits effect, inbox and progress together: none of them when the handler fails after it wrote', async () => {
    const one = offered('A');
    const failing = deliveryTo(async (batch) => {
      await applyEffects(batch);
      throw serverGone();
    });
    await expect(failing.deliver(SOURCE, [one], one.position)).rejects.toThrow('terminating connection');
    expect([await subjects('effect'), await dataSource.query('select * from inbox'), await reached()]).toEqual([[], [], undefined]);
  });

  it('does nothing with an event that it has applied, alone or among new ones', async () => {
    const [first, second] = [offered('A'), offered('B')];
    const delivery = deliveryTo(applyEffects);
    await delivery.deliver(SOURCE, [first], first.position);
    await delivery.deliver(SOURCE, [first], first.position);
    await delivery.deliver(SOURCE, [first, second, second], second.position);
    expect(await subjects('effect')).toEqual(['A', 'B']);
    expect(await reached()).toBe(second.position);
  });

  it('applies an event once when two processes deliver it at the same moment', async () => {
    const events = [offered('A'), offered('B')];
    const slow = async (batch: Batch): Promise<void> => {
      await applyEffects(batch);
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await Promise.all([1, 2].map(() => deliveryTo(slow).deliver(SOURCE, events, last(events))));
    expect(await subjects('effect')).toEqual(['A', 'B']);
  });

  it('never takes progress back', async () => {
    const [first, second] = [offered('A'), offered('B')];
    const delivery = deliveryTo(applyEffects);
    await delivery.deliver(SOURCE, [second], second.position);
    await delivery.deliver(SOURCE, [first], first.position);
    expect(await reached()).toBe(second.position);
  });

  it('retries a batch one by one, so that only what fails is tried again', async () => {
    const events = ['A', 'B', 'C'].map((subject) => offered(subject));
    let failures = 2;
    await deliveryTo(async (batch) => {
      await applyEffects(batch);
      if (batch.events.some(({ subject }) => subject === 'B') && failures-- > 0) throw new Error('not yet');
    }).deliver(SOURCE, events, last(events));
    expect(await subjects('effect')).toEqual(['A', 'B', 'C']);
    expect(await subjects('dead_letter')).toEqual([]);
  });
});

describe('an event that keeps failing', () => {
  it('is parked after its last attempt with its error, and the stream goes on', async () => {
    const events = ['A', 'poison', 'C'].map((subject) => offered(subject));
    let tries = 0;
    parked.length = 0;
    await deliveryTo(async (batch) => {
      if (batch.events.length === 1 && batch.events[0]?.subject === 'poison') tries++;
      if (batch.events.some(({ subject }) => subject === 'poison')) throw new RangeError('no such centre');
      await applyEffects(batch);
    }).deliver(SOURCE, events, last(events));
    expect(await subjects('effect')).toEqual(['A', 'C']);
    expect(tries).toBe(MAX_ATTEMPTS);
    expect(parked).toEqual([events[1]?.id]);
    expect(await dataSource.query('select consumer, source, position, event_id, subject, error, attempts, failed_at from dead_letter')).toEqual([
      { consumer: CONSUMER, source: SOURCE, position: events[1]?.position, event_id: events[1]?.id, subject: 'poison', error: 'RangeError: no such centre', attempts: MAX_ATTEMPTS, failed_at: NOW },
    ]);
    expect(await reached()).toBe(last(events));
  });

  it.each([
    ['its data do not fit the schema', () => offered('poison', { cdcCode: 7 }), applyEffects],
    ['its data are no JSON', () => ({ ...offered('poison'), data: '{"cdcCode":' }), applyEffects],
    ['its handler answers with a stream that fails', () => offered('poison'), () => throwError(() => new Error('no'))],
  ])('is parked when %s', async (_what, make, handler) => {
    const one = make();
    await deliveryTo(handler).deliver(SOURCE, [one], one.position);
    expect(await subjects('dead_letter')).toEqual(['poison']);
  });

  it('keeps its count of attempts when the process ends in between', async () => {
    const one = offered('poison');
    let tries = 0;
    const before = deliveryTo(async (batch) => {
      if (batch.events.length === 1 && ++tries > 3) throw serverGone();
      throw new Error('no');
    });
    await expect(before.deliver(SOURCE, [one], one.position)).rejects.toThrow('terminating connection');
    tries = 0;
    const after = deliveryTo(async () => {
      tries++;
      throw new Error('no');
    });
    await after.deliver(SOURCE, [one], one.position);
    // One more with the batch; of the five attempts alone, the first process had counted two.
    expect(tries).toBe(1 + MAX_ATTEMPTS - 2);
    expect(await subjects('dead_letter')).toEqual(['poison']);
  });

  it('is not blamed for a database that went away', async () => {
    const one = offered('A');
    const delivery = deliveryTo(async () => {
      throw serverGone();
    });
    for (let round = 0; round <= MAX_ATTEMPTS; round++) await expect(delivery.deliver(SOURCE, [one], one.position)).rejects.toThrow('terminating connection');
    expect(await dataSource.query('select * from event_attempt')).toEqual([]);
    expect(await subjects('dead_letter')).toEqual([]);
  });
});
