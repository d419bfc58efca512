import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { LEVELS, SPEND_KINDS, type Level } from '@cdc/contracts';
import { type Completeness, type Dm01Row, type Figure, type SpendFigure, type Total } from '../edition/edition-content.model.js';
import { type Edition } from '../edition/edition.entity.js';
import { editionItem } from '../edition/edition-item.js';
import { reportOf } from '../reports/index.js';
import {
  actualWords,
  centresWords,
  countWords,
  dayWords,
  grainWords,
  instantWords,
  lineWords,
  milestoneWords,
  modalityWords,
  moneyVarianceWords,
  moneyWords,
  periodWords,
  planWords,
  statedWords,
  testWords,
  varianceWords,
} from './figure-words.model.js';

const VIEWS = fileURLToPath(new URL('../views/', import.meta.url));
const STYLE = readFileSync(`${VIEWS}edition.css`, 'utf8');

/** On paper each page says it, as pages are torn apart. */
const SYNTHETIC_STYLE = `${STYLE}@page { @top-center { content: "Synthetic data"; font: 8pt arial, sans-serif; } }\n`;

const styleOf = (label: string | null): string => (label === null ? STYLE : SYNTHETIC_STYLE);

/** The Content-Security-Policy source of the document's only style. @param label as {@link editionHtml} */
export function htmlStyleSource(label: string | null): string {
  return `'sha256-${createHash('sha256').update(styleOf(label)).digest('base64')}'`;
}

const LEVEL_TITLES: Readonly<Record<Level, string>> = {
  england: 'England',
  region: 'Regions',
  icb: 'Integrated care boards',
  cdc: 'Centres',
};

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(VIEWS), {
  autoescape: true,
  throwOnUndefined: true,
});
for (const [name, words] of Object.entries({
  count: countWords,
  actual: actualWords,
  plan: planWords,
  stated: statedWords,
  test: testWords,
  variance: varianceWords,
  grain: grainWords,
  centres: centresWords,
  period: periodWords,
  money: moneyWords,
  moneyVariance: moneyVarianceWords,
  milestone: milestoneWords,
  modality: modalityWords,
  line: lineWords,
  day: dayWords,
})) {
  environment.addFilter(name, words);
}

interface LevelTables {
  readonly level: Level;
  readonly title: string;
  readonly totals: readonly Total[];
  readonly figures: readonly Figure[];
}

/** A whole HTML document of an edition: semantic tables, no script, nothing fetched. @param label of synthetic data, which stands above everything */
export function editionHtml(edition: Edition, label: string | null): string {
  const { content } = edition;
  return environment.render('edition.njk', {
    style: new nunjucks.runtime.SafeString(styleOf(label)),
    label,
    title: `${reportOf(edition.kind).title}: ${edition.scopeName}, ${periodWords(edition.period)}`,
    builtAt: instantWords(edition.builtAt),
    edition: editionItem(edition),
    content,
    covers: Object.fromEntries(content.bases.domains.map((domain) => [domain, true])),
    coverage: coverageSentences(content.completeness),
    spendKinds: spendTables(content.spend.figures),
    levels: levelTables(content.figures, content.totals),
    dm01Rows: content.dm01.rows.map((row: Dm01Row) => ({ ...row, levelTitle: LEVEL_TITLES[row.level] })),
    cut: Object.entries(edition.asAt)
      .map(([service, position]) => `${service} ${position}`)
      .join(', '),
  });
}

function levelTables(figures: readonly Figure[], totals: readonly Total[]): readonly LevelTables[] {
  return LEVELS.map((level) => ({
    level,
    title: LEVEL_TITLES[level],
    totals: totals.filter((total) => total.level === level),
    figures: figures.filter((figure) => figure.level === level),
  })).filter((tables) => tables.figures.length > 0);
}

function spendTables(figures: readonly SpendFigure[]): readonly { readonly title: string; readonly rows: readonly SpendFigure[] }[] {
  return SPEND_KINDS.map((kind) => ({ title: kind === 'capital' ? 'Capital' : 'Revenue', rows: figures.filter((figure) => figure.kind === kind) })).filter(
    ({ rows }) => rows.length > 0,
  );
}

/** How much of each domain has arrived, a sentence each. */
function coverageSentences({ centresReported, centresExpected, cellsReported, cellsNotReported, installations, spend }: Completeness): readonly string[] {
  const sentences: string[] = [];
  if (centresReported !== undefined && centresExpected !== undefined)
    sentences.push(
      `${centresWords(centresReported, centresExpected)} centres have reported; ${countWords(cellsReported ?? 0)} figures of centres are reported and ${countWords(cellsNotReported ?? 0)} are not.`,
    );
  if (installations) sentences.push(`${centresWords(installations.machinesUpdated, installations.machinesExpected)} machines that are not in use were updated in the last 28 days.`);
  if (spend) sentences.push(`${centresWords(spend.entitiesPosted, spend.entitiesExpected)} ledgers are posted.`);
  return sentences;
}
