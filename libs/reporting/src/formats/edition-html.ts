import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { LEVELS, type Level } from '@cdc/contracts';
import { type Dm01Row, type Figure, type Total } from '../edition/edition-content.model.js';
import { type Edition } from '../edition/edition.entity.js';
import { editionItem } from '../edition/edition-item.js';
import { reportOf } from '../reports/index.js';
import {
  actualWords,
  centresWords,
  countWords,
  grainWords,
  instantWords,
  periodWords,
  planWords,
  statedWords,
  testWords,
  varianceWords,
} from './figure-words.model.js';

const VIEWS = fileURLToPath(new URL('../views/', import.meta.url));
const STYLE = readFileSync(`${VIEWS}edition.css`, 'utf8');

/** The Content-Security-Policy source of the document's only style. */
export const HTML_STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

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
})) {
  environment.addFilter(name, words);
}

interface LevelTables {
  readonly level: Level;
  readonly title: string;
  readonly totals: readonly Total[];
  readonly figures: readonly Figure[];
}

/** A whole HTML document of an edition: semantic tables, no script, nothing fetched. */
export function editionHtml(edition: Edition): string {
  const { content } = edition;
  return environment.render('edition.njk', {
    style: new nunjucks.runtime.SafeString(STYLE),
    title: `${reportOf(edition.kind).title}: ${edition.scopeName}, ${periodWords(edition.period)}`,
    builtAt: instantWords(edition.builtAt),
    edition: editionItem(edition),
    content,
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
