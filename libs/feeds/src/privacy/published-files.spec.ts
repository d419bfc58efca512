import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FeedName } from '@cdc/contracts';
import { readHere } from '../check/check-under-test.js';
import { openCheck } from '../check/file-check.js';
import { createCodeList, createOpenCodeList } from '../columns/code-list.js';
import { FEED_DEFINITIONS } from '../feeds/feed-catalogue.js';

const folder = process.env['CDC_REAL_DATA'] ?? '../shared/data';
const present = existsSync(folder);
const describeReal = present ? describe : describe.skip;
const reason = present ? '' : ` (skipped: no real files in ${folder}, set CDC_REAL_DATA)`;

const FOLDERS = ['ledger', 'ods', 'cdc-sites', 'dm01', 'population'];
const files = present ? FOLDERS.flatMap((part) => readdirSync(join(folder, part)).map((name) => `${part}/${name}`)) : [];
const context = { today: 20_700, codeLists: { cdcs: createCodeList([]), organisations: createOpenCodeList(), machines: createOpenCodeList() } };

describeReal(`published files of organisations, suppliers and sites${reason}`, () => {
  it.each(files)('name no patient, to whatever feed they are sent: %s', async (path) => {
    const bytes = readFileSync(join(folder, path));
    const held: FeedName[] = [];
    for (const feed of FEED_DEFINITIONS) {
      const run = openCheck(feed, { fileName: path, context }, readHere);
      for (let at = 0; at < bytes.length; at += 50_000) run.push(bytes.subarray(at, at + 50_000));
      if ((await run.end()).quarantined) held.push(feed.name);
    }
    expect(held).toEqual([]);
  });
});
