import { checkSheets } from '../check/workbook-check.js';
import { ErrorList } from '../check/error-list.js';
import { dm01MonthlyFeed } from './dm01-monthly.feed.js';
import { type Dm01Row, dm01RowOf } from './dm01-row.js';
import { defineLayout, type Feed, type SheetRows } from './feed.model.js';

const BANDS = [
  '0 <01',
  '01 <02',
  '02 <03',
  '03 <04',
  '04 <05',
  '05 <06',
  '06 <07',
  '07 <08',
  '08 <09',
  '09 <10',
  '10 <11',
  '11 <12',
  '12 <13',
  '13+',
];
const HEADER = [
  ...[
    '',
    'Regional Team Code',
    'Regional Team Name',
    'Provider Code',
    'Provider Name',
    'Diagnostic ID',
    'Diagnostic Test Name',
    'Total Waiting\n List',
  ],
  ...[
    'Number waiting 6+ Weeks',
    'Number waiting 13+ Weeks',
    'Percentage waiting 6+ weeks',
    ...BANDS.map((band) => `${band} weeks`),
    '',
  ],
  ...[
    'Planned tests / procedures',
    'Unscheduled tests / procedures',
    'Waiting list tests / procedures (excluding planned)',
  ],
];

/** `waiting` patients in the first band and one in each of the last two. */
const counts = (times: number, waiting: number): string[] =>
  [times * (waiting + 2), times * 2, times, 0.5, times * waiting, ...Array<number>(11).fill(0), times, times]
    .map(String)
    .concat('', String(times), '0', String(times * 3));
const row = (provider: string, id: number, test: string, times = 1): string[] => [
  '',
  'Y56',
  'London',
  provider,
  `Trust ${provider}`,
  String(id),
  test,
  ...counts(times, 5),
];
const england = (times: number): string[] => ['', '', '', '', 'Total', '', '', ...counts(times, 5)];

const SOUND = [
  england(3),
  [],
  row('RAA', 1, 'Magnetic Resonance Imaging'),
  row('RAA', 2, 'Computed Tomography'),
  row('RAA', 16, 'Total', 2),
  row('RBB', 1, 'Magnetic Resonance Imaging'),
  row('RBB', 16, 'Total'),
];

function workbook(
  rows: readonly (readonly string[])[],
  titles: readonly string[][] = [
    ['', 'Period:', 'August 2024'],
    ['', 'Published:', '10th October 2024'],
    ['', 'Revised:'],
  ],
): SheetRows[] {
  const plain = { hidden: false, merged: false };
  return [
    { ...plain, name: 'Provider', rows: [['', 'other figures']] },
    {
      ...plain,
      name: 'Provider by Test',
      merged: true,
      rows: [...titles, ['', 'Provider level data', '', 'Number of Patients'], HEADER, ...rows],
    },
    {
      ...plain,
      name: 'Notes',
      hidden: true,
      rows: [['', 'Notes'], [], ['', 'One did not submit:'], ['', 'Code', 'Name'], ['', 'RP5', 'DONCASTER']],
    },
  ];
}

function check(sheets: readonly SheetRows[], feed: Feed = dm01MonthlyFeed) {
  const rows: Dm01Row[] = [];
  const result = checkSheets(
    sheets,
    feed,
    { fileName: 'x', context: { today: 0, codeLists: {} }, onRow: (each) => rows.push(dm01RowOf(each)) },
    new ErrorList(),
  );
  return { ...result, rows };
}

describe('the DM01 provider workbook', () => {
  it('gives one row for each provider and test, and no total', () => {
    const { rows, counts: found, errors } = check(workbook(SOUND));
    expect(errors).toEqual([]);
    expect(found).toEqual({ read: 3, skipped: 4, errors: 0, warnings: 0 });
    expect(rows.map(({ providerCode, test }) => [providerCode, test])).toEqual([
      ['RAA', 'MRI'],
      ['RAA', 'CT'],
      ['RBB', 'MRI'],
    ]);
    expect(rows[0]).toMatchObject({
      regionCode: 'Y56',
      waitingList: 7,
      over6Weeks: 2,
      over13Weeks: 1,
      plannedActivity: 1,
      unscheduledActivity: 0,
      waitingListActivity: 3,
    });
  });

  it('takes the month, the dates and who did not submit from outside the rows', () => {
    expect(check(workbook(SOUND)).meta).toEqual({
      month: '2024-08',
      published: '2024-10-10',
      notes: ['One did not submit:'],
      notSubmitted: [{ code: 'RP5', name: 'DONCASTER' }],
    });
  });

  it('is refused without its month', () => {
    expect(check(workbook(SOUND, [['', 'Period:', 'some time']])).errorsByCode).toEqual({ MONTH_NOT_FOUND: 1 });
  });

  it('is refused when the tests of a provider do not add up to its total', () => {
    const { errors, rows } = check(
      workbook(SOUND.map((cells) => (cells[3] === 'RBB' && cells[5] === '16' ? row('RBB', 16, 'Total', 2) : cells))),
    );
    expect(new Set(errors.map(({ code, row: at, sheet }) => `${code} ${at} ${sheet}`))).toEqual(
      new Set(['CONTROL_TOTAL 12 Provider by Test']),
    );
    expect(errors[0]?.message).toBe('The tests of RBB add up to 7 in waiting_list; the total says 14.');
    expect(rows).toHaveLength(3);
  });

  it('is refused when the providers do not add up to England', () => {
    const { errors } = check(workbook([england(4), ...SOUND.slice(1)]));
    expect(errors[0]?.message).toBe('All providers add up to 21 in waiting_list; the total says 28.');
  });

  it('is refused when a provider lost its rows or its total', () => {
    expect(check(workbook(SOUND.slice(0, 6))).errors.map(({ message }) => message)).toEqual([
      'The tests of RBB have no row of totals.',
    ]);
    expect(check(workbook(SOUND.filter((cells) => !(cells[3] === 'RBB' && cells[5] === '1')))).errors[0]?.message).toBe(
      'RBB has a total and no tests.',
    );
  });

  it('is refused when the bands of a row do not add up', () => {
    const broken = SOUND.map((cells) => cells.map((cell, at) => (cells[3] === 'RBB' && at === 11 ? '6' : cell)));
    const { errors } = check(workbook(broken));
    expect(errors[0]).toMatchObject({
      row: 11,
      code: 'CONTROL_TOTAL',
      message: 'The bands add up to 8; waiting_list says 7.',
    });
  });

  it('is refused when a provider and test stand twice', () => {
    expect(check(workbook([...SOUND, row('RBB', 1, 'MRI')])).errorsByCode).toHaveProperty('DUPLICATE_KEY', 1);
  });

  it('is refused without its sheet', () => {
    expect(check(workbook(SOUND).slice(0, 1)).errorsByCode).toEqual({ MISSING_SHEET: 1 });
  });

  it('alone allows merged cells, several sheets and a hidden one', () => {
    const [layout] = dm01MonthlyFeed.layouts;
    if (!layout?.workbook) throw new Error('the feed has no workbook');
    const strict = {
      ...dm01MonthlyFeed,
      layouts: [defineLayout({ ...layout, workbook: { ...layout.workbook, allows: [] } })],
    };
    expect(check(workbook(SOUND), strict).errorsByCode).toEqual({
      MERGED_CELLS: 1,
      SEVERAL_SHEETS: 1,
      HIDDEN_SHEET: 1,
    });
  });
});
