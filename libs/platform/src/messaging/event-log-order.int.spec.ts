import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestsOffered, schemaOf } from '@cdc/contracts';
import { type DataSource } from 'typeorm';
import { ServicesUnderTest } from '../database/services-under-test.js';
import { event } from '../database/unit-of-work.js';
import { EventDelivery, type RawEvent } from './event-delivery.js';
import { readLog, readMark } from './transports/log-reader.js';

const WRITERS = 8;
const PER_WRITER = 60;
const READER = 'reporting';

let services: ServicesUnderTest;
let reader: DataSource;
beforeAll(async () => {
  services = await ServicesUnderTest.start(['cdc-registry', 'activity-ingest', READER]);
  reader = services.dataSource(READER);
});
afterAll(() => services.stop());

/** The same pauses and failures in every run: a third of the transactions linger between insert and commit, one in twenty fails. */
function linger(writer: number, turn: number): number {
  return (writer * 7 + turn * 13) % 3 === 0 ? ((writer + turn * 5) % 8) + 1 : 0;
}
const fails = (writer: number, turn: number): boolean => (writer + turn * 3) % 20 === 0;

/** Runs `write` for every turn of every writer, and `read` beside it until all writers are done and nothing is left. */
async function race(write: (writer: number, turn: number) => Promise<void>, read: () => Promise<number>): Promise<void> {
  let writing = true;
  const reading = (async () => {
    for (;;) {
      const last = !writing;
      const found = await read();
      if (last && found === 0) return;
      if (found === 0) await pause(1);
    }
  })();
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let turn = 0; turn < PER_WRITER; turn++) await write(writer, turn);
    }),
  );
  writing = false;
  await reading;
}

async function committed(service: 'cdc-registry' | 'activity-ingest'): Promise<string[]> {
  const rows: { subject: string }[] = await reader.query(`select subject from ${schemaOf(service)}.outbox order by position`);
  return rows.map((row) => row.subject);
}

/** Subjects in the order of arrival, read as every consumer reads. */
function consume(service: 'cdc-registry' | 'activity-ingest') {
  const seen: RawEvent[] = [];
  const delivery = new EventDelivery({ consumer: READER, dataSource: reader, handlerOf: () => undefined, now: () => new Date(), onDeadLetter: () => undefined });
  const read = async (): Promise<number> => {
    const { events, upTo } = await readLog(reader, service, await readMark(reader, READER, service), [TestsOffered.type, 'plain']);
    if (upTo !== null) await delivery.deliver(service, events, upTo);
    seen.push(...events);
    return events.length;
  };
  return { seen, read };
}

describe('a reader that keeps one position', () => {
  it('loses events when writers only insert them: the hazard is real on this machine', async () => {
    const source = services.dataSource('activity-ingest');
    const { seen, read } = consume('activity-ingest');
    await race(async (writer, turn) => {
      const work = source.transaction(async (manager) => {
        await manager.query("insert into outbox (type, subject, instant, bytes, data) values ('plain', $1, now(), 2, '{}')", [`${writer}-${turn}`]);
        await pause(linger(writer, turn));
        if (fails(writer, turn)) throw new Error('rolled back');
      });
      await work.catch(() => undefined);
    }, read);
    const written = await committed('activity-ingest');
    expect(written.length).toBeGreaterThan(WRITERS * PER_WRITER * 0.9);
    expect(written.length - seen.length).toBeGreaterThan(0);
  });

  it('gets every event once and in order when writers emit them', async () => {
    const unitOfWork = services.unitOfWork('cdc-registry');
    const { seen, read } = consume('cdc-registry');
    await race(async (writer, turn) => {
      const work = unitOfWork.run('tester', 'all', async (tx) => {
        // Half of the writers take their transaction id early, as a load does.
        if (writer % 2 === 0) await tx.manager.query('insert into thing values ($1)', [`${writer}-${turn}`]);
        await pause(linger(turn, writer));
        await tx.emit({ action: 'tested', subject: 'it' }, [event(TestsOffered, `${writer}-${turn}`, { cdcCode: 'A', offers: [] })], () => pause(linger(writer, turn)));
        if (fails(writer, turn)) throw new Error('rolled back');
      });
      await work.catch(() => undefined);
    }, read);
    const written = await committed('cdc-registry');
    expect(written.length).toBeGreaterThan(WRITERS * PER_WRITER * 0.9);
    expect(seen.map(({ subject }) => subject)).toEqual(written);
    for (let writer = 0; writer < WRITERS; writer++) {
      const turns = seen.map(({ subject }) => subject.split('-').map(Number)).filter(([by]) => by === writer).map(([, turn]) => turn ?? -1);
      expect(turns).toEqual([...turns].sort((a, b) => a - b));
    }
  });

  it("is not held up by another's long transaction, nor by a long load of the same service", async () => {
    const foreign = services.dataSource('activity-ingest').createQueryRunner();
    const load = services.dataSource('cdc-registry').createQueryRunner();
    await Promise.all([foreign.startTransaction(), load.startTransaction()]);
    try {
      await Promise.all([foreign.query("insert into thing values ('long')"), load.query("insert into thing values ('long')")]);
      const { seen, read } = consume('cdc-registry');
      await read();
      const { lastPosition } = await services
        .unitOfWork('cdc-registry')
        .run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: 'it' }, [event(TestsOffered, 'meanwhile', { cdcCode: 'A', offers: [] })]));
      // A reader below the oldest running transaction would wait: the new row is above it.
      const [horizon] = await reader.query('select (select xmin::text::bigint from cdc_registry.outbox where position = $1) >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint as above', [lastPosition]);
      expect(horizon).toEqual({ above: true });
      await read();
      expect(seen.at(-1)?.subject).toBe('meanwhile');
    } finally {
      await Promise.all([foreign.rollbackTransaction(), load.rollbackTransaction()]);
      await Promise.all([foreign.release(), load.release()]);
    }
  });
});

describe('a stretch of the log', () => {
  it('is bounded by its number of events and by their bytes, and takes at least one', async () => {
    const unitOfWork = services.unitOfWork('cdc-registry');
    const { seen, read } = consume('cdc-registry');
    while ((await read()) > 0);
    seen.length = 0;
    const offers = (bytes: number) => ({ cdcCode: 'A', offers: [{ test: 'x'.repeat(bytes), from: '2024-08-01', to: null }] });
    const publish = (events: ReturnType<typeof event>[]) => unitOfWork.run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: 'it' }, events));
    await publish(Array.from({ length: 1_200 }, (_, n) => event(TestsOffered, `small-${n}`, offers(1))));
    expect([await read(), await read(), await read()]).toEqual([1_000, 200, 0]);
    await publish([5_000_000, 3_000_000, 3_000_000, 10].map((bytes, n) => event(TestsOffered, `large-${n}`, offers(bytes))));
    expect([await read(), await read(), await read()]).toEqual([1, 2, 1]);
    expect(seen.slice(-4).map(({ subject }) => subject)).toEqual(['large-0', 'large-1', 'large-2', 'large-3']);
  });

  it('counts positions that hold nothing for the reader as looked at', async () => {
    const { lastPosition } = await services
      .unitOfWork('cdc-registry')
      .run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: 'it' }, [event(TestsOffered, 'unwanted', { cdcCode: 'A', offers: [] })]));
    expect(await readLog(reader, 'cdc-registry', await readMark(reader, READER, 'cdc-registry'), ['another.type'])).toEqual({ events: [], upTo: lastPosition });
  });
});
