import { PROGRAMME_TARGET } from '@cdc/contracts';
import { progressChart, type ProgressChart, type ProgressPoint } from '../charts/progress-chart.model.js';
import { type OverviewItem } from '../platform-api/overview-item.js';
import { type CentresOpen } from '../platform-api/programme-figures.js';
import { counted, formatCount, formatMonth, formatShortDate } from '../words/format.model.js';
import { centresFinding, centresSentence } from '../words/programme-sentences.model.js';
import { progressOf, runRate, type Progress } from './openings.model.js';

export interface ProgressFigure {
  readonly heading: string;
  readonly subtitle: string;
  /** Drawings of the chart kit, safe to stand in a page; empty where there is nothing to draw. */
  readonly wide: string;
  readonly narrow: string;
  readonly note: string | null;
  readonly rows: readonly ProgressRow[];
  readonly rates: readonly { readonly value: string; readonly words: string }[];
}

export interface ProgressRow {
  readonly day: string;
  readonly name: string;
  readonly open: string;
  readonly plan: string;
  readonly forecast: string;
}

const WIDE = { width: 660, height: 372 } as const;
const NARROW = { width: 340, height: 320 } as const;

export function progressFigure({ scope, openings }: OverviewItem, centres: CentresOpen, today: string): ProgressFigure {
  const progress = progressOf(openings, centres.open, today);
  const { target } = centres;
  const by = formatMonth(PROGRAMME_TARGET.by.slice(0, 7));
  const chart: ProgressChart = {
    ...progress,
    title: `Line chart of centres open in ${scope.name} over time`,
    description: `${centresSentence(centres)} ${formatCount(centres.forecast)} are forecast to be open by ${by}.`,
    target: target === null ? null : { value: target, label: `Target: ${formatCount(target)} open by ${by}` },
    today,
  };
  const all = [...progress.open, ...progress.plan, ...progress.forecast].map(({ day }) => day).sort();
  const span = `${formatMonth((all[0] ?? today).slice(0, 7))} to ${formatMonth((all.at(-1) ?? today).slice(0, 7))}`;
  return {
    heading: centresFinding(centres),
    subtitle: `Number of community diagnostic centres open in ${scope.name}, ${span}`,
    wide: progressChart('progress-wide', chart, WIDE),
    narrow: progressChart('progress-narrow', chart, NARROW),
    note: progress.undated === 0 ? null : `The opening day of ${counted(progress.undated, 'open centre', 'open centres')} is not known. ${progress.undated === 1 ? 'It counts' : 'They count'} from the start.`,
    rows: progressRows(progress).map(({ day, open, plan, forecast }) => ({
      day,
      name: formatShortDate(day),
      open: cell(open),
      plan: cell(plan),
      forecast: cell(forecast),
    })),
    rates: rateWords(runRate(openings, centres.open, target, today), target),
  };
}

/** Every day of the chart with what its lines say; null where a line has nothing to say. */
export function progressRows({ open, plan, forecast }: Progress): { day: string; open: number | null; plan: number | null; forecast: number | null }[] {
  const at = (points: readonly ProgressPoint[], day: string) => points.find((point) => point.day === day)?.value ?? null;
  const days = [...new Set([...open, ...plan, ...forecast].map(({ day }) => day))].sort();
  return days.map((day) => ({ day, open: at(open, day), plan: at(plan, day), forecast: at(forecast, day) }));
}

function rateWords({ needed, openedAMonth, nextFourWeeks }: ReturnType<typeof runRate>, target: number | null): ProgressFigure['rates'] {
  return [
    ...(needed === null ? [] : [{ value: needed.toFixed(1), words: `centres a month needed to reach ${formatCount(target ?? 0)}` }]),
    { value: openedAMonth.toFixed(1), words: 'a month opened in the last 6 months' },
    { value: formatCount(nextFourWeeks), words: 'forecast to open in the next 4 weeks' },
  ];
}

function cell(value: number | null): string {
  return value === null ? '' : formatCount(value);
}
