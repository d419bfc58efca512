import { type Dm01Month } from './dm01-workbook.js';
import { type EditionContent, type EditionKind, type Scope } from './edition-content.js';
import { expectedActivity, type ActivityInputs } from './expected-activity.js';
import { expectedCentres } from './expected-centres.js';
import { dm01MonthFor, expectedDm01 } from './expected-dm01.js';
import { expectedInstallations } from './expected-installations.js';
import { expectedLedgers, expectedUnmatched } from './expected-ledgers.js';
import { expectedSpendFigures } from './expected-spend.js';
import { organisationsIn } from './places.js';
import { spendPeriod } from './spend-period.js';
import { type StatedProgramme } from './stated-programme.js';

/** Everything an edition follows from: published lists, accepted files and DM01 workbooks. */
export interface Inputs extends ActivityInputs {
  readonly programme: StatedProgramme;
  readonly dm01: readonly Dm01Month[];
}

/** What an edition of a kind, scope and period must hold. The published list names no dates, so every centre of it is open throughout. */
export function expectedEdition(inputs: Inputs, kind: EditionKind, scope: Scope, period: string): EditionContent {
  const { geography, programme } = inputs;
  const organisations = organisationsIn(geography, scope);
  const [head] = organisations;
  const time = spendPeriod(kind, period);
  const posted = [...programme.ledgers.values()];
  const ledgers = expectedLedgers(geography, posted, head, time);
  const shared = {
    kind,
    scope: { level: head.level, code: head.code, name: head.name },
    period,
    spend: {
      figures: expectedSpendFigures(geography, programme, organisations, time),
      unmatched: expectedUnmatched(geography, posted, organisations, time),
    },
  };
  if (kind === 'spend-weekly') {
    const nothing = { figures: [], totals: [], dm01: { month: null, rows: [] }, centres: [], installations: [], reconciliations: [] };
    const missing = { centres: [], tests: [], machines: [], entities: ledgers.missing };
    return { ...shared, ...nothing, completeness: { spend: ledgers.completeness }, missing };
  }
  const activity = expectedActivity(inputs, kind, organisations, period, time.lastDay);
  const installations = expectedInstallations(geography, programme, organisations, time.firstDay, time.lastDay);
  const month = dm01MonthFor(inputs.dm01.map((loaded) => loaded.month), kind, period);
  return {
    ...shared,
    completeness: { ...activity.completeness, installations: installations.completeness, spend: ledgers.completeness },
    figures: activity.figures,
    totals: activity.totals,
    dm01: expectedDm01(geography, inputs.dm01.find((loaded) => loaded.month === month), organisations),
    centres: expectedCentres(geography, programme, organisations, time.lastDay),
    installations: installations.figures,
    missing: { ...activity.missing, machines: installations.missing, entities: ledgers.missing },
    reconciliations: activity.reconciliations,
  };
}
