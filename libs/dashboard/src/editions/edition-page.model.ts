import { SPEND_KINDS } from '@cdc/contracts';
import { type EditionContent } from '../platform-api/edition-item.js';
import { type Kpi } from '../programme/kpi.model.js';
import { centresKpi, equipmentKpi, spendKpi } from '../programme/programme-kpis.model.js';
import { REPORT_NAMES, editionLede, periodName, spendLede } from '../words/sentences.model.js';
import { activityKpis, activityPart, type ActivityPart } from './activity-part.model.js';
import { centresPart, type CentresPart } from './centres-part.model.js';
import { coveredDomains } from './edition-domains.model.js';
import { isAt, nameOf, trail, type Focus } from './focus.model.js';
import { installationsPart, type InstallationsPart } from './installations-part.model.js';
import { type Places } from './places.model.js';
import { spendPart, type SpendPart } from './spend-part.model.js';

export interface EditionPage {
  readonly title: string;
  readonly organisation: string;
  readonly period: string;
  readonly trail: readonly { text: string; href: string }[];
  readonly lede: string;
  readonly kpis: readonly Kpi[];
  /** A part that the report does not cover, or has nothing to say of, is null. */
  readonly activity: ActivityPart | null;
  readonly centres: CentresPart | null;
  readonly installations: InstallationsPart | null;
  readonly spend: SpendPart | null;
}

/** Everything the page of an edition shows for one of its organisations. `places` says which centre belongs where. */
export function editionPage(edition: EditionContent, focus: Focus, places: Places): EditionPage {
  const { kind, period } = edition;
  const organisation = nameOf(edition, focus);
  const domains = coveredDomains(edition);
  const activity = domains.includes('activity') ? activityPart(edition, focus, places) : null;
  const installations = domains.includes('installations');
  const spend = domains.includes('spend');
  return {
    title: `${organisation}: ${REPORT_NAMES[kind]}`,
    organisation,
    period: periodName(kind, period),
    trail: trail(edition, focus, places),
    lede: lede(edition, focus, organisation, activity),
    kpis: kpis(edition, focus, activity),
    activity,
    centres: installations ? centresPart(edition, focus, places) : null,
    installations: installations ? installationsPart(edition, focus, places) : null,
    spend: spend ? spendPart(edition, focus, places) : null,
  };
}

function lede(edition: EditionContent, focus: Focus, organisation: string, activity: ActivityPart | null): string {
  const { kind, period, totals, spend } = edition;
  const money = spend.figures.filter((figure) => isAt(figure, focus) && figure.line === null);
  if (!activity) return spendLede(organisation, kind, period, money);
  const tests = editionLede(organisation, kind, period, totals.find((total) => isAt(total, focus) && total.basis === 'DM01_15'));
  return activity.coverage === '' ? tests : `${tests} ${activity.coverage}`;
}

function kpis(edition: EditionContent, focus: Focus, activity: ActivityPart | null): Kpi[] {
  const isHere = (place: Focus) => isAt(place, focus);
  const domains = coveredDomains(edition);
  const open = edition.centres.find(isHere);
  return [
    ...(activity ? activityKpis(edition.totals.filter(isHere), activity.missingCentres.length) : []),
    ...(domains.includes('installations')
      ? [
          ...(open ? [centresKpi(open)] : []),
          equipmentKpi(edition.installations.find((figure) => isHere(figure) && figure.milestone === 'FIRST_PATIENT' && figure.modality === null)),
        ]
      : []),
    ...(domains.includes('spend')
      ? SPEND_KINDS.map((kind) => spendKpi(kind, 'year to date', edition.spend.figures.find((figure) => isHere(figure) && figure.kind === kind && figure.line === null)))
      : []),
  ];
}
