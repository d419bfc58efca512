import { PROGRAMME_TARGET, REGIONS } from '@cdc/contracts';
import { bullet } from '../charts/bullet.model.js';
import { type FigureStatus } from '../editions/figure-line.model.js';
import { type OverviewItem } from '../platform-api/overview-item.js';
import { type CentresOpen, type SpendFigure } from '../platform-api/programme-figures.js';
import { formatCount, formatSigned, formatSignedPercent } from '../words/format.model.js';
import { formatSignedMillions } from '../words/money.model.js';
import { regionStatus } from './region-status.model.js';

/** An organisation beside its peers. */
export interface ComparedLine {
  readonly name: string;
  readonly href: string | null;
  readonly status: FigureStatus;
  readonly bar: string;
  readonly centres: string;
  readonly against: string;
  readonly isBehind: boolean;
  readonly forecast: string;
  readonly perMillion: string;
  readonly late: string;
  readonly tests: string;
  readonly capital: string;
  readonly why: string;
  readonly isTotal: boolean;
}

const BAR = { width: 84, height: 14 } as const;
const NO_DATA = 'No data';
const MILLION = 1_000_000;
const POPULATION: ReadonlyMap<string, number> = new Map(Object.entries(PROGRAMME_TARGET.population));

/** The regions in the order of the vocabulary, then England. */
export function regionLines(overview: OverviewItem): ComparedLine[] {
  const { scope } = overview;
  const regions = REGIONS.flatMap(({ code }) => {
    const line = comparedLine(overview, 'region', code);
    return line === null ? [] : [{ ...line, href: `/?region=${code}` }];
  });
  const whole = comparedLine(overview, scope.level, scope.code);
  return whole === null ? regions : [...regions, { ...whole, isTotal: true }];
}

/** The boards of a region by name, then the region. What is known of boards is their centres. */
export function boardLines(overview: OverviewItem): ComparedLine[] {
  const { scope, centres } = overview;
  const boards = centres
    .filter(({ level }) => level === 'icb')
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
    .map(({ code }) => comparedLine(overview, 'icb', code));
  const whole = comparedLine(overview, scope.level, scope.code);
  return [...boards, whole === null ? null : { ...whole, isTotal: true }].filter((line) => line !== null);
}

function comparedLine(overview: OverviewItem, level: CentresOpen['level'], code: string): ComparedLine | null {
  const isHere = (place: { readonly level: string; readonly code: string }) => place.level === level && place.code === code;
  const centres = overview.centres.find(isHere);
  if (!centres) return null;
  const spend = overview.spend.filter((figure) => isHere(figure) && figure.line === null);
  const tests = overview.tests.find(isHere);
  const machines = overview.installations.find((figure) => isHere(figure) && figure.milestone === 'FIRST_PATIENT' && figure.modality === null);
  const { open, planned, variance, target, forecast, name } = centres;
  const people = level === 'england' ? [...POPULATION.values()].reduce((sum, one) => sum + one, 0) : POPULATION.get(code);
  const miss = target === null ? 0 : Math.min(0, forecast - target);
  return {
    name,
    href: null,
    ...regionStatus(centres, spend),
    bar: bullet({ value: open, plan: planned, full: target ?? Math.max(forecast, planned ?? 0) }, BAR),
    centres: target === null ? formatCount(open) : `${formatCount(open)} of ${formatCount(target)}`,
    against: variance === null ? 'No plan' : variance === 0 ? 'On plan' : `${formatCount(Math.abs(variance))} ${variance < 0 ? 'behind' : 'ahead'}`,
    isBehind: variance !== null && variance < 0,
    forecast: miss === 0 ? formatCount(forecast) : `${formatCount(forecast)} (${formatSigned(miss)})`,
    perMillion: people === undefined ? '' : ((open * MILLION) / people).toFixed(1),
    late: machines ? formatCount(machines.late) : NO_DATA,
    tests: tests && tests.variance !== null && tests.plan !== null ? (formatSignedPercent(tests.variance, tests.plan) ?? 'No plan') : NO_DATA,
    capital: capitalAgainstPlan(spend),
    isTotal: false,
  };
}

function capitalAgainstPlan(spend: readonly SpendFigure[]): string {
  const variance = spend.find(({ kind }) => kind === 'capital')?.varianceToDate;
  return variance === undefined || variance === null ? NO_DATA : formatSignedMillions(variance);
}
