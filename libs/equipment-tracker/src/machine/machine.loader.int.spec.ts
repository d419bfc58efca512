import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EstateStated, MachineRegistered } from '@cdc/contracts';
import { EquipmentTrackerUnderTest, countsOf } from '../equipment-tracker-under-test.js';

let service: EquipmentTrackerUnderTest;
beforeAll(async () => {
  service = await EquipmentTrackerUnderTest.start();
});
afterAll(() => service.stop());

const HEADER = 'machine_id,org_code,modality,funding_line,serial,value,temporary,tests_per_week,replaces';
const machines = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const line = (id: string, org: string, rest = ',,,,'): string => `${id},${org},MRI,CDC_BUILDINGS_EQUIPMENT,${rest}`;
const codes = async (sent: Awaited<ReturnType<typeof service.send>>): Promise<unknown> => (await service.errorsOf(sent)).map(({ code, row, column }) => [code, row, column]);

describe('the register of machines', () => {
  it('is published whole, and only where something has changed', async () => {
    const file = machines(line('raa-mri-1', 'RAA01', 'SN-1,"1,250,000.50",,120,RAA-MRI-0'), line('RAA-CT-1', 'RAA', ',,yes,,'));
    expect(countsOf(await service.send('machines', file))).toBe('accepted 2 new 0 changed 0 unchanged');
    expect(await service.published(MachineRegistered, 'RAA-MRI-1')).toEqual([
      {
        machineId: 'RAA-MRI-1',
        orgCode: 'RAA01',
        modality: 'MRI',
        fundingLine: 'CDC_BUILDINGS_EQUIPMENT',
        serial: 'SN-1',
        model: null,
        supplier: null,
        poReference: null,
        contractReference: null,
        valuePence: 125_000_050,
        temporary: false,
        testsPerWeek: 120,
        replaces: 'RAA-MRI-0',
      },
    ]);
    expect(countsOf(await service.send('machines', file))).toBe('accepted 0 new 0 changed 2 unchanged');
    expect(await service.published(MachineRegistered)).toHaveLength(2);
  });

  it('keeps what an empty cell leaves, and follows a machine to another centre', async () => {
    await service.send('machines', machines(line('MOVES-1', 'RAA01', 'SN-9,100,yes,70,')));
    expect(countsOf(await service.send('machines', machines(line('moves-1', 'RAA02'))))).toBe('accepted 0 new 1 changed 0 unchanged');
    expect((await service.published(MachineRegistered, 'MOVES-1')).at(-1)).toMatchObject({ orgCode: 'RAA02', serial: 'SN-9', valuePence: 10_000, temporary: true, testsPerWeek: 70 });
  });

  it('is refused for organisations of another region, unknown ones, and machines that another region holds', async () => {
    await service.send('machines', machines(line('RBB-MRI-1', 'RBB01')), null);
    const sent = await service.send('machines', machines(line('X-1', 'RBB01'), line('X-2', 'RZZ99'), line('X-3', 'RAAS1')));
    expect(await codes(sent)).toEqual([
      ['FORBIDDEN_ORGANISATION', 2, 'org_code'],
      ['UNKNOWN_ORGANISATION', 3, 'org_code'],
      ['UNKNOWN_ORGANISATION', 4, 'org_code'],
    ]);
    const taken = machines(line('rbb-mri-1', 'RAA01'));
    expect(await codes(await service.send('machines', taken))).toEqual([['FORBIDDEN_MACHINE', 2, 'machine_id']]);
    expect(await service.dryRun('machines', taken)).toEqual([['FORBIDDEN_MACHINE', 2]]);
    expect(await service.published(MachineRegistered, 'RBB-MRI-1')).toHaveLength(1);
    expect(countsOf(await service.send('machines', taken, null))).toBe('accepted 0 new 1 changed 0 unchanged');
  });

  it('refuses one machine twice, whatever the case, and one that takes its own place', async () => {
    expect(await codes(await service.send('machines', machines(line('T-111', 'RAA'), line('t-111', 'RAA'))))).toEqual([['DUPLICATE_KEY', 3, null]]);
    expect(await codes(await service.send('machines', machines(line('T-111', 'RAA', ',,,,t-111'))))).toEqual([['REPLACES_ITSELF', 2, 'replaces']]);
  });
});

describe('the estate', () => {
  const estate = (...rows: string[]): string => ['org_code,acute,ct_scanners,jag_status,jag_expires,scheme,status,expires', ...rows].join('\n');

  it('is published whole for each organisation that a file names', async () => {
    const first = await service.send('estate', estate('RAA,yes,2,accredited,2026-03-31,QSI,working towards,', 'RAA,,,,,IQIPS,accredited,2027-01-31', 'RAAS1,no,1,,,,,'));
    expect(countsOf(first)).toBe('accepted 3 new 0 changed 0 unchanged');
    expect(await service.published(EstateStated, 'RAA')).toEqual([
      {
        orgCode: 'RAA',
        acute: true,
        ctScanners: 2,
        jagStatus: 'accredited',
        jagExpires: '2026-03-31',
        schemes: [
          { scheme: 'QSI', status: 'working towards', expires: null },
          { scheme: 'IQIPS', status: 'accredited', expires: '2027-01-31' },
        ],
      },
    ]);
    const second = await service.send('estate', estate('RAA,yes,3,accredited,2026-03-31,QSI,working towards,'));
    expect(countsOf(second)).toBe('accepted 0 new 1 changed 0 unchanged');
    expect((await service.published(EstateStated, 'RAA')).at(-1)).toMatchObject({ ctScanners: 3, schemes: [{ scheme: 'QSI' }] });
    expect(await service.published(EstateStated, 'RAAS1')).toHaveLength(1);
    const again = await service.send('estate', estate('RAA,yes,3,accredited,2026-03-31,QSI,working towards,'));
    expect([countsOf(again), (await service.published(EstateStated)).length]).toEqual(['accepted 0 new 0 changed 1 unchanged', 3]);
  });

  it('is refused as a whole where rows disagree, repeat each other, name no scheme or another region', async () => {
    expect(await codes(await service.send('estate', estate('RAA,yes,2,,,QSI,,', 'RAA,yes,3,,,qsi,,')))).toEqual([
      ['ESTATE_DISAGREES', 3, 'ct_scanners'],
      ['DUPLICATE_KEY', 3, 'scheme'],
    ]);
    expect(await codes(await service.send('estate', estate('RAA,yes,2,,,,accredited,', 'RBB01,no,1,,,,,')))).toEqual([
      ['MISSING_VALUE', 2, 'scheme'],
      ['FORBIDDEN_ORGANISATION', 3, 'org_code'],
    ]);
  });
});
