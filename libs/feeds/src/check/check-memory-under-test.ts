import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { dayNumber } from '@cdc/contracts';
import { createCodeList } from '../columns/code-list.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { openCheck } from './file-check.js';

// A process of its own that checks one file of daily activity, and prints what it found and by how many MB its memory grew at the most meanwhile.

const KB_A_MB = 1024;

/** The peak starts anew where the system can forget the old one. */
function resident(field: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) / KB_A_MB;
}

const [path = ''] = process.argv.slice(2);
const centres = Array.from({ length: 200 }, (_, index) => ({ code: `R${String(index).padStart(4, '0')}`, number: index + 1 }));
const context = { today: dayNumber('2027-01-01'), codeLists: { cdcs: createCodeList(centres) } };
let rows = 0;
const check = openCheck(feedByName('activity-daily'), { fileName: path, context, onRow: () => rows++ });
writeFileSync('/proc/self/clear_refs', '5');
const before = resident('VmRSS');
const started = performance.now();
for await (const chunk of createReadStream(path)) check.push(chunk as Buffer);
const { counts, totals } = await check.end();
console.log(JSON.stringify({ rows, counts, totals, before, growth: resident('VmHWM') - before, seconds: (performance.now() - started) / 1000 }));
