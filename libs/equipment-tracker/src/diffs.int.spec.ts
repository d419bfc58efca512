import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EquipmentTrackerUnderTest } from './equipment-tracker-under-test.js';

let service: EquipmentTrackerUnderTest;
beforeAll(async () => {
  service = await EquipmentTrackerUnderTest.start();
});
afterAll(() => service.stop());

type Sent = Awaited<ReturnType<typeof service.send>>;

async function changesOf({ submissionId }: Sent): Promise<string[]> {
  const rows: { kind: string; row_number: number | null; key: Record<string, string>; column_name: string; old_value: unknown; new_value: unknown }[] = await service.dataSource.query(
    'select * from submission_change where submission_id = $1 order by ordinal',
    [submissionId],
  );
  return rows.map((row) => `${row.kind} ${row.row_number} ${Object.values(row.key).join(' ')} ${row.column_name} ${String(row.old_value)} -> ${String(row.new_value)}`);
}

const superseded = async (one: Sent): Promise<string> => (await service.dataSource.query('select status from submission where submission_id = $1', [one.submissionId]))[0].status;

describe('what a file changes', () => {
  it('of machines: each filled cell; the file before keeps the cells that are empty', async () => {
    const header = 'machine_id,org_code,modality,funding_line,serial,value,temporary';
    const first = await service.send('machines', `${header}\nDIFF-1,RAA01,MRI,CDC_BUILDINGS_EQUIPMENT,SN-1,1000,yes\n`);
    const second = await service.send('machines', `${header}\nDIFF-2,RAA01,CT,CDC_BUILDINGS_EQUIPMENT,,,\nDIFF-1,RAA02,MRI,CDC_BUILDINGS_EQUIPMENT,,1250.5,no\n`);
    expect([await changesOf(first), await changesOf(second)]).toEqual([
      [],
      ['changed 3 DIFF-1 org_code RAA01 -> RAA02', 'changed 3 DIFF-1 value 1000 -> 1250.5', 'changed 3 DIFF-1 temporary true -> false'],
    ]);
    expect([second.supersedes, await superseded(first)]).toEqual([[], 'accepted']);
    const third = await service.send('machines', 'machine_id,org_code,modality,funding_line,serial\nDIFF-1,RAA02,MRI,CDC_BUILDINGS_EQUIPMENT,SN-1\n');
    expect([await changesOf(third), third.supersedes, await superseded(first)]).toEqual([[], [first.submissionId], 'superseded']);
  });

  it('of milestones: dates and reasons', async () => {
    await service.send('machines', 'machine_id,org_code,modality,funding_line\nDIFF-3,RAA01,MRI,CDC_BUILDINGS_EQUIPMENT\n');
    const header = 'machine_id,milestone,baseline,forecast,actual,reason';
    const first = await service.send('installations', `${header}\nDIFF-3,ORDERED,2025-03-01,2025-03-01,,\n`);
    const second = await service.send('installations', `${header}\nDIFF-3,ORDERED,,2025-04-12,,SUPPLIER\n`);
    expect([first.status, second.status]).toEqual(['accepted', 'accepted']);
    expect(await changesOf(second)).toEqual(['changed 2 DIFF-3 ORDERED forecast 2025-03-01 -> 2025-04-12', 'changed 2 DIFF-3 ORDERED reason null -> SUPPLIER']);
  });

  it('of the estate: facts, schemes, and schemes that an organisation no longer has', async () => {
    const header = 'org_code,acute,ct_scanners,scheme,status,expires';
    await service.send('estate', `${header}\nRAA,yes,2,Imaging,applied,\nRAA,,,Physiology,accredited,2026-01-01\n`);
    const second = await service.send('estate', `${header}\nRAA,yes,3,imaging,accredited,\n`);
    expect([second.status, second.rowsDropped, await changesOf(second)]).toEqual([
      'accepted',
      1,
      ['changed 2 RAA ct_scanners 2 -> 3', 'changed 2 RAA imaging status applied -> accredited', 'dropped null RAA Physiology status accredited -> null'],
    ]);
  });
});
