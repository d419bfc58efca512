import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MachineRegistered, MilestoneRecorded, type EventData } from '@cdc/contracts';
import { type ReceivedEvent } from '@cdc/platform';
import { ActivityIngestUnderTest } from '../activity-ingest-under-test.js';
import { MachineConsumer } from '../machine/machine.consumer.js';

let service: ActivityIngestUnderTest;
beforeAll(async () => {
  service = await ActivityIngestUnderTest.start();
});
afterAll(() => service.stop());
beforeEach(async () => {
  await service.dataSource.query('delete from machine');
});

let position = 0;
function received<Data>(subject: string, data: Data, at = String(++position)): ReceivedEvent<Data> {
  return { id: `00000000-0000-4000-8000-${at.padStart(12, '0')}`, subject, position: at, instant: new Date(), data } as ReceivedEvent<Data>;
}

type Registered = EventData<typeof MachineRegistered>;
type Recorded = EventData<typeof MilestoneRecorded>;

const registered = (machineId: string, modality: string, orgCode: string, at?: string): ReceivedEvent<Registered> =>
  received(machineId, { machineId, modality, orgCode } as Registered, at);
const recorded = (machineId: string, actual: string | null, at?: string, expected: { forecast?: string; baseline?: string } = {}): ReceivedEvent<Recorded> =>
  received(machineId, { machineId, milestones: [{ milestone: 'DELIVERED', actual: '2024-01-01' }, { milestone: 'FIRST_PATIENT', actual, ...expected }] } as Recorded, at);

async function machines(...events: (ReceivedEvent<Registered> | ReceivedEvent<Recorded>)[]): Promise<void> {
  const consumer = new MachineConsumer();
  const { manager } = service.dataSource;
  for (const event of events) {
    if ('milestones' in event.data) await consumer.onMilestoneRecorded({ events: [event as ReceivedEvent<Recorded>], manager } as never);
    else await consumer.onMachineRegistered({ events: [event as ReceivedEvent<Registered>], manager } as never);
  }
}

const weekly = (...rows: string[]): string => `cdc_code,week_ending,test,delivered\n${rows.join('\n')}\n`;
async function asked(...rows: string[]): Promise<string[]> {
  const { submissionId } = await service.send('activity-weekly', weekly(...rows));
  const items: { code: string; message: string }[] = await service.dataSource.query('select code, message from submission_error where submission_id = $1 order by ordinal', [submissionId]);
  return items.filter(({ code }) => code === 'BEFORE_FIRST_PATIENT').map(({ message }) => message);
}

describe('activity of a test', () => {
  it('is asked about when the week ended before the first patient of the machine that it needs', async () => {
    await machines(registered('M1', 'CT', 'RAA01'), recorded('M1', '2025-01-13'));
    expect(await asked('RAA01,2025-01-12,CT,40')).toEqual(['RAA01, Computed Tomography, week ending 2025-01-12: 40 tests, before the first patient of its machine (CT scanner) on 2025-01-13.']);
    expect(await asked('RAA01,2025-01-19,CT,40')).toEqual([]);
  });

  it('is asked about when the first patient is expected after the week, and not when it was expected by then', async () => {
    await machines(registered('M1', 'ULTRASOUND', 'RAA01'), recorded('M1', null, undefined, { forecast: '2025-01-20', baseline: '2025-01-01' }));
    expect(await asked('RAA01,2025-01-19,NON_OBSTETRIC_ULTRASOUND,40')).toEqual(['RAA01, Non-obstetric Ultrasound, week ending 2025-01-19: 40 tests, but the first patient of its machine (Ultrasound) is expected on 2025-01-20.']);
    expect(await asked('RAA01,2025-01-26,NON_OBSTETRIC_ULTRASOUND,40')).toEqual([]);
    await machines(registered('M2', 'ECHOCARDIOGRAPHY', 'RAA01'), recorded('M2', null, undefined, { baseline: '2025-01-20' }));
    expect(await asked('RAA01,2025-01-19,ECHOCARDIOGRAPHY,40')).toEqual([expect.stringContaining('is expected on 2025-01-20')]);
  });

  it('is asked about when no first patient is recorded, once for all its weeks', async () => {
    await machines(registered('M1', 'ENDOSCOPY', 'RAA01'), recorded('M1', null));
    expect(await asked('RAA01,2025-02-02,GASTROSCOPY,1000', 'RAA01,2025-02-09,GASTROSCOPY,234', 'RAA01,2025-02-09,CYSTOSCOPY,5')).toEqual([
      'RAA01, Gastroscopy, week ending 2025-02-02 to week ending 2025-02-09: 1,234 tests, but no first patient of its machine (Endoscopy room) is recorded.',
    ]);
  });

  it('waits for the reason, and is not asked about again once it counts', async () => {
    await machines(registered('M1', 'MRI', 'RAA01'));
    const first = await service.send('activity-weekly', weekly('RAA01,2025-03-02,MRI,7'));
    expect(first.status).toBe('awaiting-confirmation');
    const confirmed = await service.send('activity-weekly', weekly('RAA01,2025-03-02,MRI,8'), null, ['BEFORE_FIRST_PATIENT']);
    expect(confirmed.status).toBe('accepted');
    expect(await asked('RAA01,2025-03-09,MRI,7')).toEqual([]);
    expect(await asked('RAA01,2025-02-23,MRI,7')).not.toEqual([]);
    await service.send('activity-weekly', weekly('RBB01,2025-02-23,MRI,0'));
    await machines(registered('M2', 'MRI', 'RBB01'));
    expect(await asked('RBB01,2025-03-02,MRI,7')).not.toEqual([]);
  });

  it.each([
    ['nothing was done', [registered('M1', 'DEXA', 'RAA02')], 'RAA02,2025-04-06,DEXA_SCAN,0'],
    ['another machine of the kind was in use', [registered('M1', 'CT', 'RAA02'), registered('M2', 'CT', 'RAA02'), registered('M3', 'CT', 'RAA02'), recorded('M1', null), recorded('M2', '2025-04-06'), recorded('M3', '2025-08-01')], 'RAA02,2025-04-06,CT,5'],
    ['the machine is at another centre', [registered('M1', 'CT', 'RBB01')], 'RAA02,2025-04-13,CT,6'],
    ['it needs no such machine', [registered('M1', 'POINT_OF_CARE', 'RAA02')], 'RAA02,2025-04-13,SPIROMETRY,6'],
  ])('is not asked about where %s', async (_what, events, row) => {
    await machines(...events);
    expect(await asked(row)).toEqual([]);
  });

  it('is not measured by the noughts before it began with its machine', async () => {
    const weeks = ['2024-09-01', '2024-09-08', '2024-09-15', '2024-09-22', '2024-09-29'].map((week) => `RBB01,${week},CT,0`);
    await service.send('activity-weekly', weekly(...weeks));
    const codes = async (delivered: number): Promise<string[]> => service.errorsOf((await service.send('activity-weekly', weekly(`RBB01,2024-10-06,CT,${delivered}`))).submissionId);
    expect(await codes(90)).toEqual(['OUTLIER']);
    await machines(registered('M1', 'CT', 'RBB01'), recorded('M1', '2024-10-01'));
    expect(await codes(91)).toEqual([]);
    await service.send('activity-weekly', weekly(...['2024-10-13', '2024-10-20', '2024-10-27'].map((week) => `RBB01,${week},CT,90`)));
    expect(await service.errorsOf((await service.send('activity-weekly', weekly('RBB01,2024-11-03,CT,300'))).submissionId)).toEqual(['OUTLIER']);
  });

  it('of a month is asked about when the month ended before', async () => {
    await machines(registered('M1', 'XRAY', 'RBB01'), recorded('M1', '2025-06-30'));
    const codes = async (month: string): Promise<string[]> => service.errorsOf((await service.send('activity-monthly', `cdc_code,month,test,delivered\nRBB01,${month},XRAY_PLAIN,9\n`)).submissionId);
    expect(await codes('2025-05')).toContain('BEFORE_FIRST_PATIENT');
    expect(await codes('2025-06')).not.toContain('BEFORE_FIRST_PATIENT');
  });
});

it('keeps the newest word on a machine, whichever event comes first', async () => {
  await machines(recorded('M9', '2025-05-05', '9001'), registered('M9', 'CT', 'RAA01', '9002'), recorded('M9', null, '8999'), registered('M9', 'MRI', 'RBB01', '8998'));
  expect(await service.dataSource.query('select org_code, modality, first_patient::text from machine')).toEqual([{ org_code: 'RAA01', modality: 'CT', first_patient: '2025-05-05' }]);
});
