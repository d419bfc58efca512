import { type EditionContent } from '../edition/edition-content.model.js';
import { csvText, type CsvCell } from './csv-text.model.js';

/** Columns of every line, in order; a line leaves empty what its section does not have. */
const COLUMNS = [
  'section',
  'level',
  'code',
  'name',
  'parent',
  'test',
  'basis',
  'plan',
  'planNotReported',
  'actual',
  'actualWithoutPlan',
  'variance',
  'direction',
  'didNotAttend',
  'cancelled',
  'centresReported',
  'centresExpected',
  'grain',
  'days',
  'state',
  'month',
  'waitingList',
  'over6Weeks',
  'over13Weeks',
  'waitingListActivity',
  'plannedActivity',
  'unscheduledActivity',
  'totalActivity',
  'providers',
  'icbCode',
  'regionCode',
  'otherGrain',
  'daily',
  'other',
  'difference',
] as const;

type Line = Readonly<Partial<Record<(typeof COLUMNS)[number], CsvCell>>>;

/** One line for each figure, total, DM01 row, missing centre or test, and reconciliation; figures are those of the JSON. */
export function editionCsv({ figures, totals, dm01, missing, reconciliations }: EditionContent): string {
  const lines: Line[] = [
    ...figures.map((figure) => ({ section: 'figure', ...figure })),
    ...totals.map((total) => ({ section: 'total', ...total })),
    ...dm01.rows.map((row) => ({ section: 'dm01', month: dm01.month, ...row })),
    ...missing.centres.map((centre) => ({ section: 'missing-centre', level: 'cdc', ...centre })),
    ...missing.tests.map(({ cdcCode: code, cdcName: name, ...row }) => ({
      section: 'missing-test',
      level: 'cdc',
      code,
      name,
      ...row,
    })),
    ...reconciliations.map(({ cdcCode: code, ...row }) => ({ section: 'reconciliation', level: 'cdc', code, ...row })),
  ];
  return csvText([COLUMNS, ...lines.map((line) => COLUMNS.map((column) => line[column]))]);
}
