import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayNumber, type FeedName } from '@cdc/contracts';
import * as fc from 'fast-check';
import { checkFile } from '../check/check-under-test.js';
import { MAX_ERRORS_KEPT } from '../check/check-result.model.js';
import { createCodeList, createOpenCodeList } from '../columns/code-list.js';
import { mutated, mutations } from './mutated-file.js';

const SEED = 20_241_126;
/** Far more than any of these files takes; a check that hangs does not end at all. */
const LONGEST_MS = 20_000;

const folder = process.env['CDC_REAL_DATA'] ?? '../shared/data';
const present = existsSync(folder);
const describeReal = present ? describe : describe.skip;
const reason = present ? '' : ` (skipped: no real files in ${folder}, set CDC_REAL_DATA)`;

const context = { today: dayNumber('2026-01-01'), codeLists: { cdcs: createCodeList([]), organisations: createOpenCodeList(), machines: createOpenCodeList() } };

const FILES: readonly { readonly feed: FeedName; readonly path: string; readonly runs: number }[] = [
  { feed: 'ledger', path: 'ledger/CHWE 03 - June.csv', runs: 300 },
  { feed: 'ledger', path: 'ledger/KGST 06 - September.csv', runs: 300 },
  { feed: 'organisations', path: 'ods/etr_2025-12.csv', runs: 100 },
  { feed: 'organisations', path: 'ods/icb_names_codes_dec_2024.csv', runs: 300 },
  { feed: 'cdc-register', path: 'cdc-sites/govuk_cdc_sites_2025-10-28.csv', runs: 200 },
  { feed: 'organisations', path: 'ods/govuk_lookup_icb_2025-06-13.json', runs: 200 },
  { feed: 'dm01-monthly', path: 'ods/icb_partner_mapping.xlsx', runs: 60 },
  { feed: 'dm01-monthly', path: 'dm01/Monthly-Diagnostics-Web-File-Provider-August-2024.xls', runs: 8 },
];

describeReal(`published files with damaged bytes${reason}`, () => {
  it.each(FILES)('$path: is taken whole or refused with a reason, and never ends the check', async ({ feed, path, runs }) => {
    const file = readFileSync(join(folder, path));
    const property = fc.asyncProperty(mutations, async (changes) => {
      const began = Date.now();
      const { counts, errors, errorsByCode, rows, quarantined, reread } = await checkFile(feed, mutated(file, changes), { context });
      expect(Date.now() - began).toBeLessThan(LONGEST_MS);
      expect(errors.length).toBe(Math.min(counts.errors + counts.warnings, MAX_ERRORS_KEPT));
      expect(Object.values(errorsByCode).reduce((sum, count) => sum + count, 0)).toBe(counts.errors + counts.warnings);
      for (const { message, fix } of errors) expect([message.length > 5, fix.length > 5]).toEqual([true, true]);
      if (counts.errors === 0) expect([rows.length, quarantined, reread]).toEqual([counts.read, false, null]);
    });
    await fc.assert(property, { seed: SEED, numRuns: runs });
  }, 120_000);
});
