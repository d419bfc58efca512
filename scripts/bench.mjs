// npm run bench [-- name …]: the performance tables.
import { fail, prepare, runAndExit } from './setup.mjs';

const benchmarks = {
  ingest: 'dist/apps/bench/src/ingest.js',
  weekly: 'dist/apps/bench/src/weekly.js',
  events: 'dist/apps/bench/src/events/events.js',
};

const [name = 'ingest', ...args] = process.argv.slice(2);
if (!Object.hasOwn(benchmarks, name))
  fail(`There is no benchmark "${name}". Known: ${Object.keys(benchmarks).join(', ')}.`);
prepare();
runAndExit(benchmarks[name], args);
