import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MILESTONES, MachineRegistered, MilestoneRecorded } from '@cdc/contracts';
import { EquipmentTrackerUnderTest, countsOf } from '../equipment-tracker-under-test.js';

let service: EquipmentTrackerUnderTest;
beforeAll(async () => {
  service = await EquipmentTrackerUnderTest.start();
});
afterAll(() => service.stop());

const installations = (...rows: string[]): string => ['machine_id,milestone,baseline,forecast,actual,reason,evidence', ...rows.map((row) => `${row},,,,,`.split(',').slice(0, 7).join(','))].join('\n');

async function register(machineId: string, org = 'RAA01'): Promise<void> {
  const sent = await service.send('machines', `machine_id,org_code,modality,funding_line\n${machineId},${org},CT,CDC_BUILDINGS_EQUIPMENT\n`, null);
  expect(sent.status).toBe('accepted');
}

const faults = async (content: string, region: string | null = 'Y60'): Promise<unknown> =>
  (await service.errorsOf(await service.send('installations', content, region))).map(({ code, row, column }) => [code, row, column]);

describe('milestones of machines', () => {
  it('build on each other: a file changes what its cells state', async () => {
    await register('M-1');
    const first = await service.send('installations', installations('m-1,Delivered,2025-05-01,2025-05-08', 'M-1,ORDERED,2025-01-01,,2025-01-07,,PO 17'));
    expect(countsOf(first)).toBe('accepted 2 new 0 changed 0 unchanged');
    const second = await service.send('installations', installations('M-1,DELIVERED,,2025-06-01,,Supplier', 'M-1,ORDERED,2025-01-01'));
    expect(countsOf(second)).toBe('accepted 0 new 1 changed 1 unchanged');
    expect(await service.milestonesOf('M-1')).toEqual({
      ORDERED: ['2025-01-01', null, '2025-01-07', null, 0],
      DELIVERED: ['2025-05-01', '2025-06-01', null, 'SUPPLIER', 1],
    });
    expect((await service.published(MilestoneRecorded, 'M-1')).map(({ submissionId, statedOn }) => [submissionId, statedOn])).toEqual([
      [first.submissionId, '2025-06-16'],
      [second.submissionId, '2025-06-16'],
    ]);
  });

  it('are published with the day they were stated on in England, though nothing has changed', async () => {
    await register('M-2');
    await register('M-3');
    const file = installations('M-2,NEED,,2025-01-01', 'M-3,NEED,,2025-01-01');
    await service.send('installations', file);
    // Summer time: the 17th began in England an hour before it did in UTC.
    service.clock.instant = new Date('2025-06-16T23:30:00Z');
    const again = await service.send('installations', `${file}\n`);
    service.clock.instant = new Date('2025-06-16T07:00:00Z');
    expect(countsOf(again)).toBe('accepted 0 new 0 changed 2 unchanged');
    expect((await service.published(MilestoneRecorded, 'M-2')).map(({ statedOn }) => statedOn)).toEqual(['2025-06-16', '2025-06-17']);
    expect(await service.published(MilestoneRecorded, 'M-3')).toHaveLength(2);
    expect(await service.dataSource.query("select stated_on::text, version from machine where machine_id = 'M-2'")).toEqual([{ stated_on: '2025-06-17', version: 3 }]);
  });

  it('keep their baseline, but for the national team', async () => {
    await register('M-4');
    await service.send('installations', installations('M-4,FUNDED,2025-02-01'));
    const moved = installations('M-4,FUNDED,2025-03-01,2025-03-01');
    expect(await faults(moved)).toEqual([['BASELINE_MOVED', 2, 'baseline']]);
    expect(await service.dryRun('installations', moved)).toEqual([['BASELINE_MOVED', 2]]);
    expect(await service.milestonesOf('M-4')).toEqual({ FUNDED: ['2025-02-01', null, null, null, 0] });
    expect(countsOf(await service.send('installations', moved, null))).toBe('accepted 0 new 1 changed 0 unchanged');
    expect(await service.milestonesOf('M-4')).toEqual({ FUNDED: ['2025-03-01', '2025-03-01', null, null, 0] });
    expect(await service.dataSource.query("select baseline_before::text as before, baseline::text as stated, stated_by, row_number from milestone_statement where machine_id = 'M-4' order by statement_id")).toEqual([
      { before: null, stated: '2025-02-01', stated_by: 'tester', row_number: 2 },
      { before: '2025-02-01', stated: '2025-03-01', stated_by: 'tester', row_number: 2 },
    ]);
  });

  it('may not be reached in an order that cannot be, within a file or with what was recorded before', async () => {
    await register('M-5');
    const wrong = await service.send('installations', installations('M-5,COMMISSIONED,,,2025-05-03', 'M-5,DELIVERED,,,2025-05-10'));
    expect((await service.errorsOf(wrong)).map(({ code, row, message }) => [code, row, message])).toEqual([
      ['MILESTONE_ORDER', 2, 'M-5: Commissioned on 2025-05-03 is before Delivered on 2025-05-10. See rows 3 and 2.'],
    ]);
    await service.send('installations', installations('M-5,DELIVERED,,,2025-05-10'));
    const late = await service.send('installations', installations('M-5,COMMISSIONED,,,2025-05-03'));
    expect((await service.errorsOf(late)).map(({ message }) => message)).toEqual(['M-5: Commissioned on 2025-05-03 is before Delivered on 2025-05-10. The second of these dates was recorded before.']);
    // An actual date can be put right, and the other one with it.
    expect(countsOf(await service.send('installations', installations('M-5,DELIVERED,,,2025-05-02', 'M-5,COMMISSIONED,,,2025-05-03')))).toBe('accepted 1 new 1 changed 0 unchanged');
  });

  it('may be overdue and may slip without a reason, but not be reached tomorrow', async () => {
    await register('M-6');
    expect(countsOf(await service.send('installations', installations('M-6,DELIVERED,,2025-06-01')))).toBe('accepted 1 new 0 changed 0 unchanged');
    expect(countsOf(await service.send('installations', installations('M-6,DELIVERED,,2025-07-01')))).toBe('accepted 0 new 1 changed 0 unchanged');
    expect(await service.milestonesOf('M-6')).toEqual({ DELIVERED: [null, '2025-07-01', null, null, 1] });
    expect(await faults(installations('M-6,INSTALLED,,,2025-06-17', 'M-6,NEED'))).toEqual([
      ['ACTUAL_IN_FUTURE', 2, 'actual'],
      ['MISSING_VALUE', 3, 'forecast'],
    ]);
  });

  it('are stated by the region of the machine alone', async () => {
    await register('M-7', 'RBB01');
    expect(await faults(installations('M-7,NEED,2025-01-01', 'M-77,NEED,2025-01-01'))).toEqual([
      ['FORBIDDEN_MACHINE', 2, 'machine_id'],
      ['UNKNOWN_MACHINE', 3, 'machine_id'],
    ]);
    expect(await service.published(MilestoneRecorded, 'M-7')).toEqual([]);
    expect(countsOf(await service.send('installations', installations('M-7,NEED,2025-01-01'), 'Y56'))).toBe('accepted 1 new 0 changed 0 unchanged');
  });

  it('come whole from two files at once', async () => {
    await register('M-8');
    await Promise.all([service.send('installations', installations('M-8,NEED,2025-01-01')), service.send('installations', installations('M-8,FUNDED,2025-02-01'))]);
    expect(Object.keys((await service.milestonesOf('M-8')) as object)).toEqual(['NEED', 'FUNDED']);
  });

  it('of 700 machines take as many statements as those of one', async () => {
    const ids = Array.from({ length: 700 }, (_, at) => `BULK-${at}`);
    const machineRows = (all: readonly string[]): string => ['machine_id,org_code,modality,funding_line', ...all.map((id) => `${id},RAA01,CT,CDC_BUILDINGS_EQUIPMENT`)].join('\n');
    const milestoneRows = (all: readonly string[], forecast: string): string => installations(...all.flatMap((id) => MILESTONES.map(({ code }) => `${id},${code},2025-01-01,${forecast}`)));
    const measure = async (feed: 'machines' | 'installations', content: string): Promise<number> =>
      service.statements(async () => expect((await service.send(feed, content)).status).toBe('accepted'));

    const one = [await measure('machines', machineRows(['ONE-1'])), await measure('installations', milestoneRows(['ONE-1'], '2025-02-01'))];
    const many = [await measure('machines', machineRows(ids)), await measure('installations', milestoneRows(ids, '2025-02-01'))];
    // While a long file is read its progress is noted, by time.
    expect(many.map((count, at) => count - (one[at] ?? 0)).every((more) => more <= 2)).toBe(true);
    expect((await service.published(MachineRegistered)).filter(({ machineId }) => machineId.startsWith('BULK'))).toHaveLength(700);
    const events = (await service.published(MilestoneRecorded)).filter(({ machineId }) => machineId.startsWith('BULK'));
    expect([events.length, events.every(({ milestones }) => milestones.length === 14)]).toEqual([700, true]);
    expect(countsOf(await service.send('installations', milestoneRows(ids, '2025-03-01')))).toBe('accepted 0 new 9800 changed 0 unchanged');
  });
});
