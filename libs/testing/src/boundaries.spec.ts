import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

interface Planted {
  readonly because: string;
  /** The text is linted as if it stood in this file, which exists. */
  readonly file: string;
  readonly source: string;
  readonly rule: string;
}

const BOUNDARY = '@nx/enforce-module-boundaries';

const REFUSED: readonly Planted[] = [
  {
    because: 'a service imports another service',
    file: 'libs/reporting/src/index.ts',
    source: "import { cdcRegistry } from '@cdc/cdc-registry';\nexport const planted = cdcRegistry;\n",
    rule: BOUNDARY,
  },
  {
    because: 'the platform imports a service',
    file: 'libs/platform/src/index.ts',
    source: "import { reporting } from '@cdc/reporting';\nexport const planted = reporting;\n",
    rule: BOUNDARY,
  },
  {
    because: 'the domain imports the platform',
    file: 'libs/access/src/index.ts',
    source: "import { Clock } from '@cdc/platform';\nexport const planted = Clock;\n",
    rule: BOUNDARY,
  },
  {
    because: 'contracts import the domain',
    file: 'libs/contracts/src/index.ts',
    source: "import { PERMISSIONS } from '@cdc/access';\nexport const planted = PERMISSIONS;\n",
    rule: BOUNDARY,
  },
  {
    because: 'one app starts the service of another',
    file: 'apps/reporting/src/main.ts',
    source: "import { dashboard } from '@cdc/dashboard';\nexport const planted = dashboard;\n",
    rule: BOUNDARY,
  },
  {
    because: 'product code imports what is for tests',
    file: 'libs/reporting/src/index.ts',
    source: "import { startPlatform } from '@cdc/testing';\nexport const planted = startPlatform;\n",
    rule: BOUNDARY,
  },
  {
    because: 'product code imports a stand-in for tests, which the build leaves out',
    file: 'libs/reporting/src/index.ts',
    source: "import { StandingClock } from '@cdc/platform/under-test';\nexport const planted = StandingClock;\n",
    rule: 'no-restricted-syntax',
  },
  {
    because: 'product code passes on a stand-in of its own library',
    file: 'libs/platform/src/index.ts',
    source: "export { StandingClock } from './clock/standing-clock-under-test.js';\n",
    rule: 'no-restricted-syntax',
  },
  {
    because: 'a library reaches round the front of another',
    file: 'libs/reporting/src/index.ts',
    source: "import { Clock } from '../../platform/src/clock/clock.js';\nexport const planted = Clock;\n",
    rule: BOUNDARY,
  },
  {
    because: 'a model imports a framework',
    file: 'libs/intake/src/submission/submission.model.ts',
    source: "import { Injectable } from '@nestjs/common';\nexport const planted = Injectable;\n",
    rule: 'no-restricted-imports',
  },
  {
    because: 'errors import node',
    file: 'libs/intake/src/submission/submission.errors.ts',
    source: "import { join } from 'node:path';\nexport const planted = join;\n",
    rule: 'no-restricted-imports',
  },
  {
    because: 'a model uses the class of a row',
    file: 'libs/intake/src/submission/submission.model.ts',
    source: "import { Submission } from './submission.entity.js';\nexport const planted = new Submission();\n",
    rule: '@typescript-eslint/no-restricted-imports',
  },
  {
    because: 'a model reads the clock',
    file: 'libs/intake/src/submission/submission.model.ts',
    source: 'export const planted = new Date();\n',
    rule: 'no-restricted-syntax',
  },
  {
    because: 'the feed engine imports node',
    file: 'libs/feeds/src/csv/utf8.ts',
    source: "import { join } from 'node:path';\nexport const planted = join;\n",
    rule: 'no-restricted-imports',
  },
  {
    because: 'the environment is read outside env.ts',
    file: 'libs/platform/src/clock/clock.ts',
    source: 'export const planted = process.env.PORT;\n',
    rule: 'no-restricted-properties',
  },
  {
    because: 'something is exported without a name',
    file: 'libs/platform/src/clock/clock.ts',
    source: 'export default 1;\n',
    rule: 'no-restricted-syntax',
  },
  {
    because: 'a file is longer than 250 lines',
    file: 'libs/platform/src/clock/clock.ts',
    source: Array.from({ length: 251 }, (_, line) => `export const planted${line} = ${line};\n`).join(''),
    rule: 'max-lines',
  },
];

const ALLOWED: readonly Omit<Planted, 'rule'>[] = [
  {
    because: 'a service imports the platform, intake, domain and contracts',
    file: 'libs/activity-ingest/src/index.ts',
    source: [
      "import { regionName } from '@cdc/contracts';",
      "import { isAllowed } from '@cdc/access';",
      "import { IntakeModule } from '@cdc/intake';",
      "import { Clock } from '@cdc/platform';",
      'export const planted = [regionName, isAllowed, IntakeModule, Clock];\n',
    ].join('\n'),
  },
  {
    because: 'a spec imports what is for tests',
    file: 'libs/reporting/src/reports/reports.spec.ts',
    source: [
      "import { StandingClock } from '@cdc/platform/under-test';",
      "import { testDatabase } from '@cdc/testing';",
      'export const planted = [StandingClock, testDatabase];\n',
    ].join('\n'),
  },
  {
    because: 'the all-in-one imports several services',
    file: 'apps/all-in-one/src/main.ts',
    source: "import { cdcRegistry } from '@cdc/cdc-registry';\nimport { reporting } from '@cdc/reporting';\nexport const planted = [cdcRegistry, reporting];\n",
  },
  {
    because: 'a model names the shape of a row',
    file: 'libs/intake/src/submission/submission.model.ts',
    source: "import { type Submission } from './submission.entity.js';\nexport const planted = (row: Submission): string => row.feed;\n",
  },
];

/** Runs outside jest, so that node's own loader finds the plugins. Rules that need types are left out: no boundary does, and they take seconds. */
const lintAll = `
  import { ESLint } from 'eslint';
  import tseslint from 'typescript-eslint';
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const eslint = new ESLint({ overrideConfig: tseslint.configs.disableTypeChecked });
  const results = [];
  for (const { file, source } of JSON.parse(Buffer.concat(chunks))) {
    const [{ messages }] = await eslint.lintText(source, { filePath: file });
    results.push(messages.map(({ ruleId, message }) => ruleId ?? message));
  }
  process.stdout.write('\\n' + JSON.stringify(results));
`;

let found: readonly (readonly string[])[];

beforeAll(() => {
  const run = (args: readonly string[], input: string): string => execFileSync(process.execPath, args, { cwd: root, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
  run([join('node_modules', '.bin', 'nx'), 'show', 'projects'], '');
  const answer = run(['--input-type=module', '-e', lintAll], JSON.stringify([...REFUSED, ...ALLOWED]));
  found = JSON.parse(answer.slice(answer.lastIndexOf('\n')));
});

describe('ESLint refuses it when', () => {
  it.each(REFUSED.map((planted, index) => ({ ...planted, index })))('$because', ({ rule, index }) => {
    expect(found[index]).toContain(rule);
  });
});

describe('ESLint lets it pass when', () => {
  it.each(ALLOWED.map((planted, index) => ({ ...planted, index })))('$because', ({ index }) => {
    expect(found[REFUSED.length + index]).toEqual([]);
  });
});

it('is run after the project graph is made, without which Nx would check nothing', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(scripts.lint).toMatch(/^nx show projects .*&& eslint /);
});
