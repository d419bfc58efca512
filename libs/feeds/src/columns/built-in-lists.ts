import {
  BUDGET_LINES,
  DIAGNOSTIC_TESTS,
  ICBS,
  MILESTONES,
  MODALITIES,
  REGIONS,
  SLIP_REASONS,
  SPEND_KINDS,
  testNumber,
  testSpellings,
} from '@cdc/contracts';
import { type CodeListName, type RegisteredListName } from '../feeds/feed.model.js';
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

/** Numbered by their places in the vocabulary; a code or its name. */
const vocabulary = (rows: readonly { readonly code: string; readonly name: string }[]): CodeList =>
  createCodeList(
    rows.map(({ code, name }, number) => ({ code, name, number, aliases: [name] })),
    { loose: true },
  );

/** The lists that every check knows. */
export const BUILT_IN_LISTS: Readonly<Record<Exclude<CodeListName, RegisteredListName>, CodeList>> = {
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
  'spend-kinds': choices(SPEND_KINDS.map((kind) => [kind])),
  'budget-lines': vocabulary(BUDGET_LINES),
  milestones: vocabulary(MILESTONES),
  modalities: vocabulary(MODALITIES),
  'slip-reasons': vocabulary(SLIP_REASONS),
};
