// One jest process, one project per tier; scripts/test.mjs chooses tiers and lists what is skipped and why.
import { readFileSync } from 'node:fs';
import { provideTestServices } from './scripts/test-services.mjs';
import { transformOptions } from './tools/swc-options.mjs';

// Here and not only in scripts/test.mjs, so that a single file run by jest itself finds the same services.
const missing = new Set(provideTestServices().map(({ name }) => name));
const hasCluster = !missing.has('kafka') && !missing.has('redis');

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

const postgres = {
  globalSetup: '<rootDir>/tools/database-setup.mjs',
  globalTeardown: '<rootDir>/tools/database-teardown.mjs',
};

const cluster = {
  globalSetup: '<rootDir>/tools/cluster-setup.mjs',
  globalTeardown: '<rootDir>/tools/cluster-teardown.mjs',
};

export default {
  testTimeout: 60_000,
  projects: [
    project('unit', ['!(*.int|*.api|*.cluster|*.e2e|*.browser).spec.ts']),
    project('database', ['*.int.spec.ts', '*.api.spec.ts'], postgres),
    project('cluster', ['*.cluster.spec.ts'], cluster),
    project('e2e', ['*.e2e.spec.ts'], postgres),
    // The same files, unchanged, with every service as a process of its own.
    ...(hasCluster ? [project('cluster-e2e', ['{main-job,wrong-file,restart}.e2e.spec.ts'], { ...cluster, setupFiles: ['<rootDir>/tools/cluster-profile.mjs'] })] : []),
    project('browser', ['*.browser.spec.ts']),
  ],
};
