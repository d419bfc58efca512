import { type EditionContent } from '../edition/edition-content.model.js';
import { csvText, type CsvCell } from '@cdc/feeds';

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
  'open',
  'temporary',
  'planned',
  'forecast',
  'target',
  'milestone',
  'modality',
  'machines',
  'plannedToDate',
  'actualToDate',
  'forecastToDate',
  'late',
  'overdue',
  'kind',
  'line',
  'planToDate',
  'varianceToDate',
  'directionToDate',
  'budget',
  'forecastOutturn',
  'committed',
  'accrued',
  'lines',
  'amount',
  'linesToDate',
  'amountToDate',
  'lastMonth',
  'statedOn',
] as const;

type Line = Readonly<Partial<Record<(typeof COLUMNS)[number], CsvCell>>>;

/** One line for each figure of every domain and for all that is missing; figures are those of the JSON, money in whole pence. @param label of synthetic data, which then is the first line */
export function editionCsv(content: EditionContent, label: string | null): string {
  const labelLines: Line[] = label === null ? [] : [{ section: 'data-set', name: label }];
  const lines: Line[] = [...labelLines, ...activityLines(content), ...otherLines(content)];
  return csvText([COLUMNS, ...lines.map((line) => COLUMNS.map((column) => line[column]))]);
}

function activityLines({ figures, totals, dm01, missing, reconciliations }: EditionContent): Line[] {
  return [
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
}

function otherLines({ centres, installations, spend, missing }: EditionContent): Line[] {
  return [
    ...centres.map((row) => ({ section: 'centres-open', ...row })),
    ...installations.map((row) => ({ section: 'installation', ...row })),
    ...spend.figures.map((row) => ({ section: 'spend', ...row })),
    ...spend.unmatched.map((row) => ({ section: 'spend-unmatched', ...row })),
    ...missing.machines.map(({ machineId: code, orgCode: parent, ...row }) => ({ section: 'missing-machine', code, parent, ...row })),
    ...missing.entities.map((row) => ({ section: 'missing-ledger', ...row })),
  ];
}
