import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BUDGET_LINES, SPEND_KINDS, SpendPlanApproved } from '@cdc/contracts';
import { RegistryUnderTest } from './registry-under-test.js';

const registry = await RegistryUnderTest.start();
afterAll(() => registry.stop());

const CENTRES = 60;
const codeOf = (number: number): string => `RXX${String(number).padStart(4, '0')}`;

beforeAll(async () => {
  await registry.send('organisations', 'Code,National Grouping Name\nQMJ,LONDON COMMISSIONING REGION\n');
  const rows = Array.from({ length: CENTRES }, (_, at) => `${codeOf(at + 1)},Centre ${at + 1},QMJ`);
  const { errors } = await registry.send('cdc-register', ['cdc_code,name,icb', ...rows].join('\n'));
  expect(errors).toEqual([]);
});

const published = (subject: string) => registry.published(SpendPlanApproved, subject);

describe('the spend plan', () => {
  const header = 'org_code,month,kind,line,planned';
  const file = (...rows: string[]): string => [header, ...rows].join('\n');

  it('takes centres, boards, regions and England, in whole pence, and publishes each one', async () => {
    const { outcome, errors } = await registry.send(
      'plan-spend',
      file(
        'eng,2022-11,capital,New build reserve,"1,000,000"',
        'Y56,2022-11,revenue,DIGITAL,0',
        'QMJ,2022-11,revenue,WORKFORCE,12.5',
        `${codeOf(1)},2022-11,revenue,CDC running costs,1250.75`,
        `${codeOf(1)},2022-11,capital,CDC_RUNNING_COSTS,1`,
        `${codeOf(1)},Dec-22,revenue,CDC_RUNNING_COSTS,99999999999.99`,
      ),
    );
    expect(errors).toEqual([]);
    expect(outcome).toMatchObject({ new: 6, changed: 0, unchanged: 0 });
    expect(outcome?.events.map(({ subject }) => subject).sort()).toEqual(['ENG', 'QMJ', codeOf(1), 'Y56'].sort());
    expect(await published('ENG')).toEqual([
      {
        orgCode: 'ENG',
        months: [
          { month: '2022-11', lines: [{ kind: 'capital', line: 'NEW_BUILD_RESERVE', plannedPence: 100_000_000 }] },
        ],
      },
    ]);
    expect(await published(codeOf(1))).toEqual([
      {
        orgCode: codeOf(1),
        months: [
          {
            month: '2022-11',
            lines: [
              { kind: 'capital', line: 'CDC_RUNNING_COSTS', plannedPence: 100 },
              { kind: 'revenue', line: 'CDC_RUNNING_COSTS', plannedPence: 125_075 },
            ],
          },
          {
            month: '2022-12',
            lines: [{ kind: 'revenue', line: 'CDC_RUNNING_COSTS', plannedPence: 9_999_999_999_999 }],
          },
        ],
      },
    ]);
  });

  it('changes the cells that a later file states, publishes their months whole and keeps what was said', async () => {
    const { outcome } = await registry.send(
      'plan-spend',
      file(
        `${codeOf(1)},2022-11,revenue,CDC_RUNNING_COSTS,1300`,
        `${codeOf(1)},2022-12,revenue,CDC_RUNNING_COSTS,99999999999.99`,
        'QMJ,2022-11,revenue,WORKFORCE,12.50',
      ),
    );
    expect(outcome).toMatchObject({ new: 0, changed: 1, unchanged: 2 });
    expect(outcome?.events.map(({ data }) => data)).toEqual([
      {
        orgCode: codeOf(1),
        months: [
          {
            month: '2022-11',
            lines: [
              { kind: 'capital', line: 'CDC_RUNNING_COSTS', plannedPence: 100 },
              { kind: 'revenue', line: 'CDC_RUNNING_COSTS', plannedPence: 130_000 },
            ],
          },
        ],
      },
    ]);
    const cell = `where org_code = '${codeOf(1)}' and month = '2022-11-01' and kind = 'revenue'`;
    expect(
      await registry.dataSource.query(`select planned_pence from spend_plan_cell ${cell} order by spend_plan_cell_id`),
    ).toEqual([{ planned_pence: '125075' }, { planned_pence: '130000' }]);
    expect(await registry.dataSource.query(`select planned_pence from spend_plan_present ${cell}`)).toEqual([
      { planned_pence: '130000' },
    ]);
  });

  it('takes two years of every centre and line in a few statements, and adds nothing the second time', async () => {
    const months = Array.from({ length: 24 }, (_, at) => new Date(Date.UTC(2024, 3 + at, 1)).toISOString().slice(0, 7));
    const rows = Array.from({ length: CENTRES }, (_, at) => codeOf(at + 1)).flatMap((code, c) =>
      months.flatMap((month, m) =>
        SPEND_KINDS.flatMap((kind, k) =>
          BUDGET_LINES.map(({ code: line }, l) => `${code},${month},${kind},${line},${c + m + k + l}.05`),
        ),
      ),
    );
    const { outcome, errors, statements } = await registry.send('plan-spend', file(...rows));
    expect(errors).toEqual([]);
    expect(outcome).toMatchObject({ new: 25_920, changed: 0, unchanged: 0 });
    expect(statements).toBeLessThan(15);
    const [{ total }] = await registry.dataSource.query(
      "select sum(planned_pence) as total from spend_plan_present where month >= '2024-04-01'",
    );
    expect(Number(total)).toBe(rows.reduce((sum, row) => sum + Math.round(Number(row.split(',')[4]) * 100), 0));
    const again = await registry.send('plan-spend', file(...rows));
    expect(again.outcome).toMatchObject({ new: 0, changed: 0, unchanged: 25_920, events: [] });
  });

  it('lets two files of one organisation wait for each other, so that none of their cells is missing from the events', async () => {
    const lines = ['ENDOSCOPY', 'DIGITAL', 'WORKFORCE'];
    const sent = lines.map((line) =>
      registry.send('plan-spend', file(`Y60,2025-04,revenue,${line},1`, `QMJ,2025-04,revenue,${line},1`)),
    );
    await Promise.all(sent);
    for (const code of ['Y60', 'QMJ']) {
      const last = (await published(code)).at(-1) as {
        months: { lines: { line: string }[] }[];
      };
      expect(last.months[0]?.lines.map(({ line }) => line).sort()).toEqual([...lines].sort());
    }
  });

  it('refuses an organisation that plans no spend here, a negative amount and a cell stated twice', async () => {
    await registry.send('organisations', 'Organisation Code,Name\nRWX,A TRUST\n');
    const { outcome, errors } = await registry.send(
      'plan-spend',
      file(
        'RWX,2022-11,revenue,DIGITAL,1',
        'ENG,2022-11,revenue,DIGITAL,-1',
        'Y58,2022-11,revenue,DIGITAL,1',
        'Y58,2022-11,revenue,Digital,2',
      ),
    );
    expect(outcome).toBeNull();
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'org_code', 'UNKNOWN_ORGANISATION'],
      [3, 'planned', 'NEGATIVE'],
      [5, null, 'DUPLICATE_KEY'],
    ]);
  });
});

describe('the opening plan', () => {
  const header = 'cdc_code,planned_opening,wave,permanent_planned';
  const file = (...rows: string[]): string => [header, ...rows].join('\n');

  it('states when a centre opens, and when its permanent building does', async () => {
    const { outcome, errors } = await registry.send(
      'opening-plan',
      file(`${codeOf(1)},2022-12-01,SR21,2024-03-31`, `${codeOf(2)},2023-01-15,,`, `${codeOf(3)},2023-02-01,SR21,`),
    );
    expect(errors).toEqual([]);
    expect(outcome).toMatchObject({ new: 3, changed: 0, unchanged: 0 });
    expect(outcome?.events.map(({ data }) => data)).toEqual([
      { cdcCode: codeOf(1), plannedOpening: '2022-12-01', wave: 'SR21', permanentPlanned: '2024-03-31' },
      { cdcCode: codeOf(2), plannedOpening: '2023-01-15', wave: null, permanentPlanned: null },
      { cdcCode: codeOf(3), plannedOpening: '2023-02-01', wave: 'SR21', permanentPlanned: null },
    ]);
  });

  it('supersedes the centres that a later file states, publishes those that changed and keeps what was said', async () => {
    const { outcome } = await registry.send(
      'opening-plan',
      file(`${codeOf(1)},2023-02-01,SR21,`, `${codeOf(2)},2023-01-15,,`),
    );
    expect(outcome).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
    expect(outcome?.events.map(({ data }) => data)).toEqual([
      { cdcCode: codeOf(1), plannedOpening: '2023-02-01', wave: 'SR21', permanentPlanned: null },
    ]);
    expect(
      await registry.dataSource.query(
        `select cdc_number, planned_opening::text as opening from planned_opening order by planned_opening_id`,
      ),
    ).toEqual([
      { cdc_number: 1, opening: '2022-12-01' },
      { cdc_number: 2, opening: '2023-01-15' },
      { cdc_number: 3, opening: '2023-02-01' },
      { cdc_number: 1, opening: '2023-02-01' },
    ]);
  });

  it('refuses an unknown centre, a centre twice and a permanent building before the opening', async () => {
    const { outcome, errors } = await registry.send(
      'opening-plan',
      file(
        'RXX9999,2023-01-01,,',
        `${codeOf(4)},2023-01-01,,`,
        `${codeOf(4)},2023-02-01,,`,
        `${codeOf(5)},2023-01-01,,2022-12-31`,
      ),
    );
    expect(outcome).toBeNull();
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'cdc_code', 'UNKNOWN_SITE'],
      [4, null, 'DUPLICATE_KEY'],
      [5, 'permanent_planned', 'DATE_ORDER'],
    ]);
  });
});
