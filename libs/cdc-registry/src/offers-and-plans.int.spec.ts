import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegistryUnderTest } from './registry-under-test.js';

const registry = await RegistryUnderTest.start();
afterAll(() => registry.stop());

const CENTRES = 170;
const codeOf = (number: number): string => `RXX${String(number).padStart(4, '0')}`;

beforeAll(async () => {
  await registry.send('organisations', 'Code,National Grouping Name\nQMJ,LONDON COMMISSIONING REGION\n');
  const rows = Array.from({ length: CENTRES }, (_, at) => `${codeOf(at + 1)},Centre ${at + 1},QMJ`);
  const { outcome, errors } = await registry.send('cdc-register', ['cdc_code,name,icb', ...rows].join('\n'));
  expect([errors, outcome?.new]).toEqual([[], CENTRES]);
});

const events = async (subject: string): Promise<unknown[]> =>
  (await registry.dataSource.query('select data from outbox where subject = $1 order by position', [subject])).map(
    (row: { data: unknown }) => row.data,
  );

describe('offered tests', () => {
  const header = 'cdc_code,test,from,to';

  it('publishes the whole list of each centre that a file names', async () => {
    const { outcome } = await registry.send(
      'offered-tests',
      [
        header,
        `${codeOf(1)},Magnetic Resonance Imaging,2024-04-01,`,
        `${codeOf(1)},CT,2024-04-01,2024-12-31`,
        `${codeOf(2)},CT,2024-05-01,`,
      ].join('\n'),
    );
    expect(outcome).toMatchObject({ new: 3, changed: 0, unchanged: 0 });
    expect((await events(codeOf(1))).at(-1)).toEqual({
      cdcCode: codeOf(1),
      offers: [
        { test: 'MRI', from: '2024-04-01', to: null },
        { test: 'CT', from: '2024-04-01', to: '2024-12-31' },
      ],
    });
  });

  it('replaces the list of a named centre and leaves the others, keeping what was said', async () => {
    const { outcome } = await registry.send('offered-tests', [header, `${codeOf(1)},MRI,2024-04-01,`].join('\n'));
    expect(outcome).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
    expect(outcome?.events.map(({ subject, data }) => [subject, data])).toEqual([
      [codeOf(1), { cdcCode: codeOf(1), offers: [{ test: 'MRI', from: '2024-04-01', to: null }] }],
    ]);
    const rows = await registry.dataSource.query(
      'select cdc_number, superseded_by is null as holds from offered_test order by offered_test_id',
    );
    expect(rows).toEqual([
      { cdc_number: 1, holds: false },
      { cdc_number: 1, holds: false },
      { cdc_number: 2, holds: true },
      { cdc_number: 1, holds: true },
    ]);
  });

  it('publishes nothing when the list is the same', async () => {
    const { outcome } = await registry.send(
      'offered-tests',
      [header, `${codeOf(2)},CT,2024-05-01,`, `${codeOf(1)},mri,2024-04-01,`].join('\n'),
    );
    expect(outcome).toMatchObject({ new: 0, changed: 0, unchanged: 2, events: [] });
  });

  it('refuses overlapping periods and leaves everything as it was', async () => {
    const { errors, outcome } = await registry.send(
      'offered-tests',
      [header, `${codeOf(1)},MRI,2024-04-01,`, `${codeOf(1)},MR,2024-06-01,2024-07-01`].join('\n'),
    );
    expect(outcome).toBeNull();
    expect(errors).toMatchObject([{ code: 'OVERLAPPING_OFFER', row: 3, column: 'from' }]);
  });
});

describe('the activity plan', () => {
  const tests = [
    'MRI',
    'CT',
    'NON_OBSTETRIC_ULTRASOUND',
    'DEXA_SCAN',
    'ECHOCARDIOGRAPHY',
    'COLONOSCOPY',
    'XRAY_PLAIN',
    'SPIROMETRY',
    'PHLEBOTOMY',
    'FENO',
  ];
  const months = Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2024, 3 + at, 1)).toISOString().slice(0, 7));
  const year = Array.from({ length: CENTRES }, (_, at) => at + 1).flatMap((number) =>
    months.flatMap((month, m) => tests.map((test, t) => `${codeOf(number)},${month},${test},${number * 10 + m + t}`)),
  );
  const header = 'cdc_code,month,test,planned';

  it('takes a year of all centres in a few statements, not row by row', async () => {
    const { outcome, errors, statements } = await registry.send('plan-activity', [header, ...year].join('\n'));
    expect(errors).toEqual([]);
    expect(outcome).toMatchObject({ new: 20_400, changed: 0, unchanged: 0 });
    expect(outcome?.events).toHaveLength(CENTRES);
    expect(statements).toBeLessThan(15);
    const [{ total }] = await registry.dataSource.query('select sum(planned)::int as total from plan_present');
    expect(total).toBe(year.reduce((sum, line) => sum + Number(line.split(',')[3]), 0));
  });

  it('changes the cells that a later file states, and publishes their months whole', async () => {
    const { outcome } = await registry.send(
      'plan-activity',
      [header, `${codeOf(3)},2024-08,CT,7`, `${codeOf(3)},Sep-24,CT,36`, `${codeOf(3)},2024-08,D_DIMER,0`].join('\n'),
    );
    expect(outcome).toMatchObject({ new: 1, changed: 1, unchanged: 1 });
    expect(outcome?.events).toHaveLength(1);
    // Centre 3, August (fifth month): 30 + 4 + place of the test.
    const august = tests.map((test, t) => ({ test, planned: test === 'CT' ? 7 : 34 + t }));
    expect(outcome?.events[0]?.data).toEqual({
      cdcCode: codeOf(3),
      months: [{ month: '2024-08', tests: expect.arrayContaining([...august, { test: 'D_DIMER', planned: 0 }]) }],
    });
    const data = outcome?.events[0]?.data as { months: { tests: unknown[] }[] };
    expect(data.months[0]?.tests).toHaveLength(11);
    const versions = await registry.dataSource.query(
      "select planned from plan_cell where cdc_number = 3 and month = '2024-08-01' and test_number = 1 order by plan_cell_id",
    );
    expect(versions).toEqual([{ planned: 35 }, { planned: 7 }]);
    expect(
      await registry.dataSource.query(
        "select planned from plan_present where cdc_number = 3 and month = '2024-08-01' and test_number = 1",
      ),
    ).toEqual([{ planned: 7 }]);
  });

  it('adds nothing when the same plan comes again', async () => {
    const [{ n }] = await registry.dataSource.query('select count(*)::int as n from plan_cell');
    const { outcome } = await registry.send('plan-activity', [header, `${codeOf(3)},2024-08,CT,7`].join('\r\n'));
    expect(outcome).toMatchObject({ new: 0, changed: 0, unchanged: 1, events: [] });
    expect(await registry.dataSource.query('select count(*)::int as n from plan_cell')).toEqual([{ n }]);
  });

  it('lets two files of one centre wait for each other, so that none of their cells is missing from the events', async () => {
    const lines = (test: string) =>
      [header, ...Array.from({ length: 20 }, (_, at) => `${codeOf(at + 100)},2025-04,${test},${at}`)].join('\n');
    await Promise.all([
      registry.send('plan-activity', lines('MRI')),
      registry.send('plan-activity', lines('CT')),
      registry.send('plan-activity', lines('FENO')),
    ]);
    for (let number = 100; number < 120; number++) {
      const last = (await events(codeOf(number))).at(-1) as { months: { month: string; tests: { test: string }[] }[] };
      expect([number, last.months.map(({ month, tests: all }) => [month, all.map(({ test }) => test).sort()])]).toEqual(
        [number, [['2025-04', ['CT', 'FENO', 'MRI']]]],
      );
    }
  });

  it('refuses a centre that is not registered', async () => {
    const { errors, outcome } = await registry.send('plan-activity', `${header}\nRXX9999,2024-08,CT,7`);
    expect(outcome).toBeNull();
    expect(errors).toMatchObject([{ code: 'UNKNOWN_SITE', row: 2, column: 'cdc_code' }]);
  });
});
