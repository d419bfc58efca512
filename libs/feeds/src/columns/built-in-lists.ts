import { DIAGNOSTIC_TESTS, ICBS, REGIONS, testNumber, testSpellings } from '@cdc/contracts';
import { type CodeListName } from '../feeds/feed.model.js';
import { createCodeList, type CodeList } from './code-list.js';

const spellingsOf = (code: string): string[] =>
  [...testSpellings()].filter(([, canonical]) => canonical === code).map(([spelling]) => spelling);

const choices = (rows: readonly (readonly string[])[]): CodeList =>
  createCodeList(
    rows.map(([code = '', ...aliases], number) => ({ code, number, aliases })),
    { loose: true },
  );

/** Numbered by {@link testNumber}. */
const tests = createCodeList(
  DIAGNOSTIC_TESTS.map(({ code, name }) => ({
    code,
    name,
    number: testNumber(code) ?? 0,
    aliases: [name, ...spellingsOf(code)],
  })),
  { loose: true },
);

/** Numbered by their places in the vocabulary. */
const icbs = createCodeList(
  ICBS.map(({ code, name }, number) => ({ code, name, number, aliases: [name, `NHS ${name} Integrated Care Board`] })),
  { loose: true },
);
const regions = createCodeList(
  REGIONS.map(({ code, name }, number) => ({ code, name, number, aliases: [name, `${name} Commissioning Region`] })),
  { loose: true },
);

/** The lists that every check knows. `cdcs` is empty: the register of centres belongs to the caller. */
export const BUILT_IN_LISTS: Readonly<Record<CodeListName, CodeList>> = {
  cdcs: createCodeList([]),
  tests,
  icbs,
  regions,
  archetypes: choices([['standard'], ['large'], ['hub'], ['spoke']]),
  'cdc-statuses': choices([['proposed', 'planned'], ['approved'], ['open', 'live', 'operational'], ['closed']]),
  'ods-statuses': choices([['active'], ['inactive']]),
  'yes-no': choices([
    ['no', 'n', 'false', '0'],
    ['yes', 'y', 'true', '1'],
  ]),
};
