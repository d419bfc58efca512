import { LEVELS, type Scope } from './edition-content.js';
import { type Centre, type Geography, type Organisation } from './published-lists.js';
import { foldText } from './split-csv.js';

/** Order of code units. */
export const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The organisation of the scope and all beneath it, widest level first, then by code. @throws RangeError when there is none */
export function organisationsIn({ areas, centres }: Geography, scope: Scope): [Organisation, ...Organisation[]] {
  const all: readonly Organisation[] = [...areas, ...centres];
  const inside = new Set([scope.code]);
  for (const level of LEVELS) {
    for (const one of all) if (one.level === level && inside.has(one.parent ?? '')) inside.add(one.code);
  }
  const chosen = all.filter((one) => inside.has(one.code));
  const [head, ...rest] = chosen.sort((left, right) => LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level) || byText(left.code, right.code));
  if (!head) throw new RangeError(`no organisation ${scope.code}`);
  return [head, ...rest];
}

export function centresOf(geography: Geography, organisation: Organisation): Centre[] {
  return geography.centres.filter((centre) => [centre.code, centre.icbCode, centre.regionCode, 'ENG'].includes(organisation.code));
}

/** For each code of an organisation, the codes of all the places that it counts in, its own among them; a code not known counts in England. */
export function placesByCode({ areas, centres, trusts }: Geography): (code: string) => readonly string[] {
  const places = new Map<string, readonly string[]>();
  for (const { code, parent, level } of areas) places.set(code, level === 'icb' && parent ? ['ENG', parent, code] : code === 'ENG' ? ['ENG'] : ['ENG', code]);
  for (const { code, icbCode, regionCode } of centres) places.set(code, ['ENG', regionCode, icbCode, code]);
  for (const { code, icbCode, regionCode } of trusts) places.set(code, ['ENG', regionCode, icbCode].filter((place) => place !== null));
  return (code) => places.get(code) ?? ['ENG'];
}

/** The name of an organisation; its code where none is known. */
export function nameOf({ areas, centres, trusts }: Geography, code: string): string {
  return [...areas, ...centres, ...trusts].find((one) => one.code === code)?.name ?? code;
}

/** The code of an organisation that a file names by its code or its name. @throws RangeError when it is neither */
export function codeOfName({ areas, centres, trusts }: Geography, text: string): string {
  const found = [...areas, ...centres, ...trusts].find(({ code, name }) => [code, name].some((spelling) => foldText(spelling) === foldText(text)));
  if (!found) throw new RangeError(`no organisation ${text}`);
  return found.code;
}
