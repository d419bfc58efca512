import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CdcRegistered, EditionPublished, OrganisationChanged, TestsOffered, defineEvent } from '@cdc/contracts';
import { z } from 'zod';
import { firstBrokenAuditEntry } from './audit-chain.js';
import { ServicesUnderTest } from './services-under-test.js';
import { event, type UnitOfWork } from './unit-of-work.js';

let services: ServicesUnderTest;
let unitOfWork: UnitOfWork;
beforeAll(async () => {
  services = await ServicesUnderTest.start(['cdc-registry']);
  unitOfWork = services.unitOfWork('cdc-registry');
});
afterAll(() => services.stop());
beforeEach(async () => {
  await services.dataSource('cdc-registry').query('delete from thing');
});

const AUDIT = { action: 'tested', subject: 'it' };
const offers = (cdcCode: string) => event(TestsOffered, cdcCode, { cdcCode, offers: [] });
const count = async (table: string): Promise<number> => Number((await services.dataSource('cdc-registry').query(`select count(*) from ${table}`))[0].count);

describe('a unit of work', () => {
  it('commits state, events and audit row together', async () => {
    const before = [await count('outbox'), await count('audit')];
    const emitted = await unitOfWork.run('tester', 'all', async (tx) => {
      await tx.manager.query("insert into thing values ('kept')");
      return tx.emit({ ...AUDIT, details: { rows: 1 } }, [offers('A'), offers('B')]);
    });
    expect([await count('thing'), await count('outbox'), await count('audit')]).toEqual([1, (before[0] ?? 0) + 2, (before[1] ?? 0) + 1]);
    const rows = await services.dataSource('cdc-registry').query('select position, type, subject, data from outbox where position >= $1 order by position', [emitted.firstPosition]);
    expect(rows).toEqual([
      { position: emitted.firstPosition, type: 'uk.nhs.cdc.cdc-registry.tests-offered.v1', subject: 'A', data: { cdcCode: 'A', offers: [] } },
      { position: emitted.lastPosition, type: 'uk.nhs.cdc.cdc-registry.tests-offered.v1', subject: 'B', data: { cdcCode: 'B', offers: [] } },
    ]);
    const [audit] = await services.dataSource('cdc-registry').query('select actor, action, subject, details, last_position from audit order by sequence desc limit 1');
    expect(audit).toEqual({ actor: 'tester', ...AUDIT, details: { rows: 1 }, last_position: emitted.lastPosition });
  });

  it.each([
    ['before it emits', true],
    ['after it emitted', false],
  ])('leaves nothing behind when it fails %s', async (_when, early) => {
    const before = [await count('thing'), await count('outbox'), await count('audit')];
    const failing = unitOfWork.run('tester', 'all', async (tx) => {
      await tx.manager.query("insert into thing values ('lost')");
      if (early) throw new Error('no');
      await tx.emit(AUDIT, [offers('A')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([await count('thing'), await count('outbox'), await count('audit')]).toEqual(before);
  });

  it('publishes prepared events as they were when they were prepared', async () => {
    const data = { cdcCode: 'P', offers: [] };
    const { firstPosition } = await unitOfWork.run('tester', 'all', async (tx) => {
      const prepared = tx.prepare([event(TestsOffered, 'P', data)]);
      data.cdcCode = 'Q';
      return tx.emit(AUDIT, [...prepared, offers('R')]);
    });
    const rows: { subject: string; data: { cdcCode: string } }[] = await services.dataSource('cdc-registry').query('select subject, data from outbox where position >= $1 order by position', [firstPosition]);
    expect(rows.map((row) => [row.subject, row.data.cdcCode])).toEqual([['P', 'P'], ['R', 'R']]);
  });

  it('prepares no event that it may not publish', async () => {
    const wrong = event(TestsOffered, 'A', { cdcCode: 5, offers: [] } as never);
    await expect(unitOfWork.run('tester', 'all', async (tx) => tx.prepare([wrong]))).rejects.toThrow(/does not fit its schema: cdcCode/);
  });

  it('numbers events in the order of time', async () => {
    await unitOfWork.run('tester', 'all', (tx) => tx.emit(AUDIT, [offers('A'), offers('B'), offers('C')]));
    const rows: unknown[] = await services.dataSource('cdc-registry').query('select event_id from outbox order by position');
    expect(rows).toEqual(await services.dataSource('cdc-registry').query('select event_id from outbox order by event_id'));
  });

  it('says where it stands when it publishes nothing', async () => {
    const emitted = await unitOfWork.run('tester', 'all', (tx) => tx.emit(AUDIT, []));
    expect(emitted).toEqual({ firstPosition: null, lastPosition: null, instant: services.clock.instant });
  });

  it('lets a stamp keep the position in the same transaction', async () => {
    await unitOfWork.run('tester', 'all', async (tx) => {
      await tx.emit(AUDIT, [offers('A')], async ({ lastPosition }) => {
        await tx.manager.query('insert into thing values ($1)', [`at ${lastPosition}`]);
      });
    });
    const [{ position }] = await services.dataSource('cdc-registry').query('select max(position) as position from outbox');
    expect(await services.dataSource('cdc-registry').query('select name from thing')).toEqual([{ name: `at ${position}` }]);
  });

  it('refuses to write after it emitted', async () => {
    const late = unitOfWork.run('tester', 'all', async (tx) => {
      await tx.emit(AUDIT, [offers('A')]);
      await tx.manager.query("insert into thing values ('late')");
    });
    await expect(late).rejects.toThrow('emit() is the last step');
    expect(await count('thing')).toBe(0);
  });

  it('gives no connection for COPY after it emitted', async () => {
    const late = unitOfWork.run('tester', 'all', async (tx) => {
      await tx.emit(AUDIT, [offers('A')]);
      await (await tx.connection()).query("insert into thing values ('late')");
    });
    await expect(late).rejects.toThrow('emit() is the last step');
    expect(await count('thing')).toBe(0);
  });

  it('emits once', async () => {
    const twice = unitOfWork.run('tester', 'all', async (tx) => {
      await tx.emit(AUDIT, []);
      await tx.emit(AUDIT, []);
    });
    await expect(twice).rejects.toThrow('runs once');
  });

  it('leaves its connection usable for the next one', async () => {
    for (let round = 0; round < 15; round++) await unitOfWork.run('tester', 'all', (tx) => tx.emit(AUDIT, []));
    await unitOfWork.run('tester', 'all', (tx) => tx.manager.query("insert into thing values ('next')"));
    expect(await count('thing')).toBe(1);
  });
});

describe('what may be published', () => {
  const publish = (one: ReturnType<typeof event>) => unitOfWork.run('tester', 'all', (tx) => tx.emit(AUDIT, [one]));

  it('is no event that the catalogue does not hold', async () => {
    const unknown = defineEvent('cdc-registry', 'never-listed', 1, 'not in the catalogue', z.object({}));
    await expect(publish(event(unknown, 'A', {}))).rejects.toThrow(TypeError);
  });

  it("is no other service's event", async () => {
    const edition = { editionId: 'e', kind: 'weekly', scope: { level: 'england', code: 'ENG' }, period: '2024-08-04', contentHash: 'h', asAt: {} } as const;
    await expect(publish(event(EditionPublished, 'e', edition))).rejects.toThrow('cdc-registry may not publish');
  });

  it('is no data that do not fit the schema', async () => {
    await expect(publish({ type: CdcRegistered.type, subject: 'A', data: { cdcCode: 'A' } })).rejects.toThrow('does not fit its schema');
    expect((await services.dataSource('cdc-registry').query('select 1 from outbox where type = $1', [CdcRegistered.type])).length).toBe(0);
  });

  it('is no field that the schema does not name', async () => {
    const organisation = { code: 'X', kind: 'trust', name: 'X', onsCode: null, regionCode: null, icbCode: null, operatedBy: null, postcode: null, opened: null, closed: null };
    await publish({ type: OrganisationChanged.type, subject: 'X', data: { ...organisation, telephone: '020' } });
    const [row] = await services.dataSource('cdc-registry').query('select data from outbox where type = $1', [OrganisationChanged.type]);
    expect(row.data).toEqual(organisation);
  });
});

describe('the instants of the log', () => {
  it('never go backwards, though the Clock does', async () => {
    const emitAt = async (time: string): Promise<string> => {
      services.clock.instant = new Date(time);
      return (await unitOfWork.run('tester', 'all', (tx) => tx.emit(AUDIT, [offers('A')]))).instant.toISOString();
    };
    expect(await emitAt('2024-09-01T10:00:00.000Z')).toBe('2024-09-01T10:00:00.000Z');
    expect(await emitAt('2024-08-31T10:00:00.000Z')).toBe('2024-09-01T10:00:00.000Z');
    expect(await emitAt('2024-09-01T10:00:00.001Z')).toBe('2024-09-01T10:00:00.001Z');
  });
});

describe('the audit chain', () => {
  const asOwner = async (sql: string): Promise<void> => {
    const client = await services.connect(services.urls('cdc-registry').migratorUrl);
    await client.query(sql);
  };
  const broken = () => firstBrokenAuditEntry(services.dataSource('cdc-registry').manager);

  it('is whole, whatever time zone each writer was in', async () => {
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
      await unitOfWork.run('tester', 'all', async (tx) => {
        await tx.manager.query(`set local timezone = '${zone}'`);
        await tx.emit({ ...AUDIT, details: { zone, quotes: '"\u00e9\n' } }, [offers('A')]);
      });
    }
    expect(await count('audit')).toBeGreaterThan(10);
    expect(await broken()).toBeNull();
  });

  it('is made as documented: SHA-256 of the hash before it and of the entry', async () => {
    const rows = await services.dataSource('cdc-registry').query(`
      select to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as instant, actor, action, subject, details::text, last_position, previous_hash, hash
      from audit order by sequence`);
    let previous = Buffer.alloc(0);
    for (const row of rows) {
      const position = row.last_position === null ? 'null' : row.last_position;
      const entry = `[${[row.instant, row.actor, row.action, row.subject, row.details].map((text) => JSON.stringify(text)).join(', ')}, ${position}]`;
      expect(row.previous_hash).toEqual(previous);
      previous = createHash('sha256').update(previous).update(entry).digest();
      expect(row.hash).toEqual(previous);
    }
  });

  const entry = async (place: number): Promise<string> =>
    (await services.dataSource('cdc-registry').query('select sequence from audit order by sequence offset $1 limit 1', [place]))[0].sequence;

  it.each([
    ['an actor was changed', "actor = 'other'", "actor = 'tester'"],
    ['a time was changed', "instant = instant - interval '1 hour'", "instant = instant + interval '1 hour'"],
    ['a count was changed', `details = '{"rows":2}'`, `details = '{"rows":1}'`],
  ])('shows the first entry that is wrong when %s', async (_what, change, undo) => {
    const sequence = await entry(0);
    await asOwner(`update audit set ${change} where sequence = ${sequence}`);
    expect(await broken()).toBe(sequence);
    await asOwner(`update audit set ${undo} where sequence = ${sequence}`);
    expect(await broken()).toBeNull();
  });

  it('shows an entry that was taken out, by the one that followed it', async () => {
    const [gap, behind] = [await entry(4), await entry(5)];
    await asOwner(`delete from audit where sequence = ${gap}`);
    expect(await broken()).toBe(behind);
  });

  it('shows an entry whose hash was made to fit, by the one that follows it', async () => {
    const [changed, behind] = [await entry(2), await entry(3)];
    await asOwner(`update audit set actor = 'other', hash = audit_hash(previous_hash, instant, 'other', action, subject, details::text, last_position) where sequence = ${changed}`);
    expect(await broken()).toBe(behind);
  });
});
