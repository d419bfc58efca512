import { MILESTONES, MODALITIES } from '@cdc/contracts';
import { type EditionContent } from '../platform-api/edition-item.js';
import { type InstallationFigure } from '../platform-api/programme-figures.js';
import { counted, formatCount, formatDate, formatSigned } from '../words/format.model.js';
import { lateWords } from '../words/programme-sentences.model.js';
import { DIRECTION_STATUS, type FigureStatus } from './figure-line.model.js';
import { BENEATH, figuresBeneath, hrefOf, isAt, nameOf, type Focus } from './focus.model.js';
import { type Places } from './places.model.js';

export interface InstallationLine {
  readonly name: string;
  readonly href: string | null;
  readonly status: FigureStatus;
  readonly machines: string;
  readonly planned: string;
  readonly forecast: string;
  readonly actual: string;
  readonly variance: string;
  readonly late: string;
  readonly hasLate: boolean;
  readonly overdue: string;
  readonly hasOverdue: boolean;
}

/** What a report says of machines; null where it says nothing. */
export interface InstallationsPart {
  readonly heading: string;
  readonly coverage: string | null;
  readonly milestones: readonly InstallationLine[];
  readonly kinds: readonly InstallationLine[];
  readonly beneath: { readonly columnName: string; readonly rows: readonly InstallationLine[] } | null;
  readonly notUpdated: readonly { equipment: string; place: string; machineId: string; statedOn: string }[];
}

const IN_USE = 'FIRST_PATIENT';

export function installationsPart(edition: EditionContent, focus: Focus, places: Places): InstallationsPart | null {
  const here = edition.installations.filter((figure) => isAt(figure, focus));
  if (here.length === 0) return null;
  const next = BENEATH[focus.level];
  const inUse = edition.installations.filter(({ milestone, modality }) => milestone === IN_USE && modality === null);
  const notUpdated = notUpdatedIn(edition, focus, places);
  return {
    heading: heading(here.find(({ milestone, modality }) => milestone === IN_USE && modality === null)),
    coverage: notUpdated.length === 0 ? null : `${counted(notUpdated.length, 'machine has', 'machines have')} had no update for 28 days.`,
    milestones: MILESTONES.flatMap(({ code, name }) => here.filter(({ milestone, modality }) => milestone === code && modality === null).map((figure) => installationLine(figure, name))),
    kinds: MODALITIES.flatMap(({ code, name }) => here.filter(({ milestone, modality }) => milestone === IN_USE && modality === code).map((figure) => installationLine(figure, name))),
    beneath: next && {
      columnName: next.columnName,
      rows: figuresBeneath(inUse, focus, places).map((figure) => ({ ...installationLine(figure, figure.name), href: hrefOf(figure) })),
    },
    notUpdated,
  };
}

/** "358 machines are in use, 126 items late, 7 overdue" */
function heading(figure: InstallationFigure | undefined): string {
  if (!figure) return 'Installations';
  const { actualToDate, late, overdue } = figure;
  return `${counted(actualToDate, 'machine is', 'machines are')} in use, ${lateWords(late, overdue)}`;
}

function installationLine(figure: InstallationFigure, name: string): InstallationLine {
  return {
    name,
    href: null,
    status: DIRECTION_STATUS[figure.direction],
    machines: formatCount(figure.machines),
    planned: formatCount(figure.plannedToDate),
    forecast: formatCount(figure.forecastToDate),
    actual: formatCount(figure.actualToDate),
    variance: formatSigned(figure.variance),
    late: formatCount(figure.late),
    hasLate: figure.late > 0,
    overdue: formatCount(figure.overdue),
    hasOverdue: figure.overdue > 0,
  };
}

/** A machine belongs to a centre, or to an organisation that only the whole report names. */
function notUpdatedIn(edition: EditionContent, focus: Focus, places: Places): InstallationsPart['notUpdated'] {
  return edition.missing.machines
    .filter(({ orgCode }) => isAt(edition.scope, focus) || orgCode === focus.code || places.isInside(orgCode, focus))
    .map(({ machineId, orgCode, modality, statedOn }) => ({
      equipment: MODALITIES.find(({ code }) => code === modality)?.name ?? modality,
      place: nameOf(edition, { level: 'cdc', code: orgCode }),
      machineId,
      statedOn: statedOn === null ? 'Never' : formatDate(statedOn),
    }));
}
