// A platform without services whose companion waits for the file `go` in its folder; what that holds is the failure, if anything.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { start } from '../bootstrap.js';

const [, , folder = ''] = process.argv;

await start('test', [], async ({ url, dataSet, signal }) => {
  const { status } = await fetch(`${url}/health/live`);
  writeFileSync(join(folder, 'called'), `${url} ${status}`);
  await dataSet.report({ step: 'Week ending 12 June 2022', done: 34, total: 120 });
  while (!existsSync(join(folder, 'go'))) await pause(20, undefined, { signal });
  const failure = readFileSync(join(folder, 'go'), 'utf8');
  if (failure !== '') throw new Error(failure);
});
