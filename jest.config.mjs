// One jest process, one project per tier; scripts/test.mjs chooses tiers and lists what is skipped and why.
import { transformOptions } from './tools/swc-options.mjs';
import { readFileSync } from 'node:fs';

const { paths } = JSON.parse(readFileSync(new URL('tsconfig.base.json', import.meta.url), 'utf8')).compilerOptions;
const aliases = Object.fromEntries(
  Object.entries(paths).map(([alias, [file]]) => [`^${alias}$`, file.replace('./', '<rootDir>/')]),
);

const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testMatch: testMatch.map((glob) => `<rootDir>/{apps,libs}/**/${glob}`),
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.nx/', '<rootDir>/.data/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', transformOptions] },
  moduleNameMapper: { ...aliases, '^(\\.{1,2}/.*)\\.js$': '$1' },
  ...extra,
});

export default {
  testTimeout: 60_000,
  projects: [
    project('unit', ['!(*.int|*.api|*.e2e|*.browser).spec.ts']),
    project('database', ['*.int.spec.ts', '*.api.spec.ts']),
    project('e2e', ['*.e2e.spec.ts']),
    project('browser', ['*.browser.spec.ts']),
  ],
};
