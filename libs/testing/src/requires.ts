import { describe } from '@jest/globals';

/** What a test needs beyond the workspace, and the environment variable that says where it is; scripts/test-services.mjs sets them. */
const requirements = {
  chromium: { env: 'CDC_TEST_CHROMIUM', missing: 'no Chromium on this machine' },
  'real files': { env: 'CDC_REAL_DATA', missing: 'no published files on this machine' },
} as const;

export type Requirement = keyof typeof requirements;

/** A `describe` that is skipped, with the reason in its title, where the machine cannot give what it needs.
 * @param tests receives the path or address of what was found */
export function describeWith(requirement: Requirement, title: string, tests: (found: string) => void): void {
  const { env, missing } = requirements[requirement];
  const found = process.env[env];
  if (found) describe(title, () => tests(found));
  else describe.skip(`${title} (skipped: ${missing})`, () => tests(''));
}

/** Tests on the files that NHS England and others publish, which are not part of this repository.
 * @param tests receives the folder that holds them; while skipped it is empty, so read files inside `it` only */
export function describeWithRealData(title: string, tests: (folder: string) => void): void {
  describeWith('real files', title, tests);
}
