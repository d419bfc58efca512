import { PROGRAMME_TARGET } from '@cdc/contracts';
import { type EditionContent } from '../platform-api/edition-item.js';
import { type CentresOpen } from '../platform-api/programme-figures.js';
import { formatCount, formatMonth, formatSigned } from '../words/format.model.js';
import { centresFinding } from '../words/programme-sentences.model.js';
import { DIRECTION_STATUS, NO_PLAN, type FigureStatus } from './figure-line.model.js';
import { BENEATH, figuresBeneath, hrefOf, isAt, type Focus } from './focus.model.js';
import { type Places } from './places.model.js';

export interface CentresLine {
  readonly name: string;
  readonly href: string | null;
  readonly status: FigureStatus;
  readonly open: string;
  readonly temporary: string;
  readonly planned: string;
  readonly variance: string;
  readonly forecast: string;
  readonly target: string;
  readonly isTotal: boolean;
}

/** What a report says of centres that are open; null where it says nothing. */
export interface CentresPart {
  readonly heading: string;
  readonly columnName: string;
  readonly forecastBy: string;
  readonly rows: readonly CentresLine[];
}

export function centresPart(edition: EditionContent, focus: Focus, places: Places): CentresPart | null {
  const here = edition.centres.find((figure) => isAt(figure, focus));
  if (!here) return null;
  return {
    heading: centresFinding(here),
    columnName: BENEATH[focus.level]?.columnName ?? 'Centre',
    forecastBy: formatMonth(PROGRAMME_TARGET.by.slice(0, 7)),
    rows: [
      ...figuresBeneath(edition.centres, focus, places).map((figure) => ({ ...centresLine(figure), href: hrefOf(figure) })),
      { ...centresLine(here), isTotal: true },
    ],
  };
}

function centresLine({ name, open, temporary, planned, variance, direction, forecast, target }: CentresOpen): CentresLine {
  return {
    name,
    href: null,
    status: direction === null ? NO_PLAN : DIRECTION_STATUS[direction],
    open: formatCount(open),
    temporary: formatCount(temporary),
    planned: planned === null ? 'No plan' : formatCount(planned),
    variance: variance === null ? '' : formatSigned(variance),
    forecast: formatCount(forecast),
    target: target === null ? '' : formatCount(target),
    isTotal: false,
  };
}
