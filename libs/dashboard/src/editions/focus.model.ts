import { LEVELS, type Level } from '@cdc/contracts';
import { type EditionContent } from '../platform-api/edition-item.js';
import { type Places } from './places.model.js';

/** The organisation of an edition that a page is about. */
export interface Focus {
  readonly level: Level;
  readonly code: string;
}

/** What lies one level beneath an organisation. */
export const BENEATH: Readonly<Record<Level, { level: Level; heading: string; columnName: string } | null>> = {
  england: { level: 'region', heading: 'Regions', columnName: 'Region' },
  region: { level: 'icb', heading: 'Integrated care boards', columnName: 'Integrated care board' },
  icb: { level: 'cdc', heading: 'Centres', columnName: 'Centre' },
  cdc: null,
};

export const isAt = (place: Focus, { level, code }: Focus): boolean => place.level === level && place.code === code;

/** The organisation that an address asks for, when the edition holds it; else the edition's own. */
export function focusOf(edition: EditionContent, level: string | undefined, code: string | undefined): Focus | null {
  const { scope } = edition;
  if (level === undefined && code === undefined) return { level: scope.level, code: scope.code };
  const known = LEVELS.find((one) => one === level);
  if (known === undefined || code === undefined) return null;
  const focus = { level: known, code };
  return named(edition, focus) === undefined && !isAt(scope, focus) ? null : focus;
}

export function nameOf(edition: EditionContent, focus: Focus): string {
  return isAt(edition.scope, focus) ? edition.scope.name : (named(edition, focus)?.name ?? focus.code);
}

export function isWhole(edition: EditionContent, focus: Focus): boolean {
  return isAt(edition.scope, focus);
}

/** The way from the edition's own organisation down to the focus. */
export function trail(edition: EditionContent, focus: Focus, places: Places): { text: string; href: string }[] {
  const first = LEVELS.indexOf(edition.scope.level);
  return places
    .ancestors(focus)
    .filter((place) => LEVELS.indexOf(place.level) >= first)
    .map((place) => ({ text: nameOf(edition, place), href: hrefOf(place) }));
}

export function hrefOf({ level, code }: Focus): string {
  return `?level=${level}&code=${encodeURIComponent(code)}`;
}

/** Figures of what lies one level beneath the focus, by name. */
export function figuresBeneath<T extends Focus & { readonly name: string }>(figures: readonly T[], focus: Focus, places: Places): T[] {
  const next = BENEATH[focus.level];
  if (!next) return [];
  return figures
    .filter((figure) => figure.level === next.level && places.isBeneath(figure, focus))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

function named(edition: EditionContent, focus: Focus): (Focus & { readonly name: string }) | undefined {
  const { totals, centres, installations, spend } = edition;
  for (const figures of [totals, centres, installations, spend.figures, spend.unmatched]) {
    const found = figures.find((figure) => isAt(figure, focus));
    if (found) return found;
  }
  return undefined;
}
