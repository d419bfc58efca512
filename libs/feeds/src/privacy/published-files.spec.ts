import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FeedName } from '@cdc/contracts';
import { openCheck } from '../check/file-check.js';
import { createCodeList, createOpenCodeList } from '../columns/code-list.js';
import { FEED_DEFINITIONS, feedByName } from '../feeds/feed-catalogue.js';

const folder = process.env['CDC_REAL_DATA'] ?? '../shared/data';
const present = existsSync(folder);
const describeReal = present ? describe : describe.skip;
const reason = present ? '' : ` (skipped: no real files in ${folder}, set CDC_REAL_DATA)`;

const FOLDERS = ['ledger', 'ods', 'cdc-sites', 'dm01', 'population'];
const files = present ? FOLDERS.flatMap((part) => readdirSync(join(folder, part)).map((name) => `${part}/${name}`)) : [];
const context = { today: 20_700, codeLists: { cdcs: createCodeList([]), organisations: createOpenCodeList(), machines: createOpenCodeList() } };

describeReal(`published files of organisations, suppliers and sites${reason}`, () => {
  it.each(files)('name no patient, to whatever feed they are sent: %s', (path) => {
    const bytes = readFileSync(join(folder, path));
    const held = FEED_DEFINITIONS.map(({ name }) => name).filter((feed: FeedName) => {
      const run = openCheck(feedByName(feed), { fileName: path, context });
      for (let at = 0; at < bytes.length; at += 50_000) run.push(bytes.subarray(at, at + 50_000));
      return run.end().quarantined;
    });
    expect(held).toEqual([]);
  });
});
