import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const SERVICES = ['cdc-registry', 'activity-ingest', 'equipment-tracker', 'spend-monitor', 'reporting', 'dashboard'];
const SPECS = ['**/*.spec.ts', '**/*.contract.ts', '**/*-under-test.ts', '**/e2e/**/*.ts'];
const FRAMEWORKS = '^(@nestjs/|typeorm|bullmq|ioredis|kafkajs|@platformatic/kafka|pg$|pg-|express|rxjs|nestjs-)';

/** Who may import whom. Both columns must allow it: the kind of library, and the service that it belongs to. */
const mayImport = (specs) => [
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:service', 'type:platform', 'type:process', 'type:domain', 'type:contracts', ...specs] },
  { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:intake', 'type:platform', 'type:domain', 'type:contracts', ...specs] },
  { sourceTag: 'type:intake', onlyDependOnLibsWithTags: ['type:platform', 'type:domain', 'type:contracts', ...specs] },
  { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:process', 'type:domain', 'type:contracts', ...specs] },
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: ['type:domain', 'type:contracts'] },
  { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:process', onlyDependOnLibsWithTags: [] },
  // What developers start: a local cluster, benches.
  { sourceTag: 'type:workbench', onlyDependOnLibsWithTags: ['type:testing', 'type:platform', 'type:process', 'type:domain', 'type:contracts'] },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:platform', 'type:process', 'type:domain', 'type:contracts'] },
  ...['shared', 'cli', 'ingress', 'issuer', 'workbench', 'demonstration'].map((scope) => ({ sourceTag: `scope:${scope}`, onlyDependOnLibsWithTags: ['scope:shared'] })),
  ...SERVICES.map((service) => ({ sourceTag: `scope:${service}`, onlyDependOnLibsWithTags: [`scope:${service}`, 'scope:shared'] })),
  { sourceTag: 'scope:all-in-one', onlyDependOnLibsWithTags: ['*'] },
];

const boundaries = (...specs) => ({
  '@nx/enforce-module-boundaries': ['error', { allow: [], allowCircularSelfDependency: true, depConstraints: mayImport(specs) }],
});

const refuse = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }] });

const noFramework = [FRAMEWORKS, 'This file is pure: no framework.'];
const noNode = ['^(node:|(fs|path|crypto|os|stream|child_process|worker_threads|timers|util|events)(/|$))', 'This file is pure: nothing of node.'];
const noPlumbing = ['^@cdc/(platform|intake|testing)$', 'Rules know nothing of the plumbing.'];
// The shape of a row may be named; only its class may not be used.
const noImpureFile = {
  regex: String.raw`\.(entity|repository|service|controller|consumer|job|module|read-model|loader)\.js$`,
  message: 'A rule does not reach for data; pass them in.',
  allowTypeImports: true,
};

const EVERYWHERE = [
  { selector: 'ExportDefaultDeclaration', message: 'Export it by name.' },
  { selector: 'ExportAllDeclaration', message: 'List what is exported.' },
];
const STAND_IN = ['ImportDeclaration', 'ExportNamedDeclaration'].map((statement) => ({
  selector: `${statement}[source.value=/under-test(\\.js)?$/]`,
  message: 'The build leaves out what stands in for something in tests.',
}));
const IMPURE = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'A rule does not read the clock; pass the time in.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'A rule does not read the clock; pass the time in.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'A rule does not draw; pass the number in.' },
];

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.nx/', '.data/', 'coverage/'] },
  { files: ['**/*.{mjs,ts}'], extends: [js.configs.recommended], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...boundaries(),
      'max-lines': ['error', 250],
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...STAND_IN],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read the configuration from Env (libs/platform/src/config/env.ts).' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      // Its fix would turn an injected class into a type, and Nest would find nothing to inject.
      '@typescript-eslint/consistent-type-imports': 'off',
      // Nest modules are classes that only carry a decorator.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: SPECS, rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE] } },
  { files: ['libs/{contracts,access,feeds}/**/*.ts'], ignores: SPECS, rules: refuse(noFramework, noNode) },
  // What opens workbooks does so in a thread of its own, with Node's streams.
  { files: ['libs/feeds/src/{worker,workbook,json}/**/*.ts'], ignores: [...SPECS, '**/*.model.ts'], rules: refuse(noFramework) },
  {
    files: ['**/*.{model,errors}.ts'],
    rules: {
      ...refuse(noFramework, noNode, noPlumbing),
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [noImpureFile] }],
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...STAND_IN, ...IMPURE],
    },
  },
  {
    files: ['**/src/**/{utils,helpers,common,shared,base,manager}{,/**/*}.ts', '**/src/**/{types,constants}.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'Program', message: 'Name the file for what it holds.' }] },
  },
  {
    files: SPECS,
    rules: { ...boundaries('type:testing'), 'max-lines': 'off', 'no-restricted-properties': 'off', '@typescript-eslint/no-misused-promises': 'off' },
  },
  { files: ['libs/platform/src/config/env.ts', 'libs/testing/**/*.ts', 'apps/local-cluster/**/*.ts', 'apps/cli/src/main.ts'], rules: { 'no-restricted-properties': 'off' } },
);
