// npm test [-- jest arguments]: every tier in one jest run, after saying what this machine cannot run and why.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { exitCode, prepare, root } from './setup.mjs';
import { provideTestServices } from './test-services.mjs';

const mostWorkers = 4;
const args = process.argv.slice(2);

prepare();
const missing = provideTestServices();
if (missing.length > 0) {
  const width = Math.max(...missing.map(({ name }) => name.length));
  const rows = missing.map(({ name, skips, reason }) => `  ${name.padEnd(width)}  ${skips}: ${reason}\n`);
  process.stderr.write(`Skipped here:\n${rows.join('')}\n`);
}
const required = process.env.CDC_REQUIRE === 'all' ? missing.filter(({ installable }) => installable) : [];
if (required.length > 0) {
  process.stderr.write(`CDC_REQUIRE=all, but this is missing: ${required.map(({ name }) => name).join(', ')}\n`);
  process.exit(1);
}

const jest = [
  ...['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules', 'jest', 'bin', 'jest.js')],
  // Before an option with one value: a list takes every word that follows it, also a test path.
  ...['--reporters=default', `--reporters=${join(root, 'tools', 'tier-reporter.mjs')}`],
  ...['--config', join(root, 'jest.config.mjs'), `--maxWorkers=${Math.min(availableParallelism(), mostWorkers)}`],
];
const child = spawn(process.execPath, [...jest, ...args], { cwd: root, stdio: 'inherit' });
// The terminal sends Ctrl-C to jest as well; it stops by itself.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(exitCode(code, signal)));
