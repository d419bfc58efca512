import { type FigureStatus } from '../editions/figure-line.model.js';

/** One headline number. `graphic` is a drawing of the chart kit, safe to stand in a page as it is. */
export interface Kpi {
  readonly label: string;
  readonly value: string;
  readonly of: string | null;
  readonly graphic: string | null;
  readonly sentence: string;
  readonly status: FigureStatus | null;
}

/** A headline that nothing was stated for: the reason stands in place of a judgement. */
export function noData(label: string, reason: string): Kpi {
  return { label, value: 'No data', of: null, graphic: null, sentence: reason, status: null };
}

export const BEHIND: FigureStatus = { text: 'Behind plan', shape: 'warning', colour: 'orange' };
export const ON_TRACK: FigureStatus = { text: 'On track', shape: 'tick', colour: 'green' };
export const AT_RISK: FigureStatus = { text: 'At risk', shape: 'warning', colour: 'orange' };
export const OFF_TRACK: FigureStatus = { text: 'Off track', shape: 'cross', colour: 'red' };

export const KPI_GRAPHIC = { width: 190, height: 20 } as const;
