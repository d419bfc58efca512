// What every command does first: check Node.js, install what is missing, build what changed. Uses nothing but Node.js itself.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const oldestNode = [20, 19];

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  process.stderr.write(
    `Node.js ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}. See https://nodejs.org\n`,
  );
  process.exit(1);
}

/** Runs `npm ci` when node_modules is missing, incomplete or of another lock file. */
export function ensureInstalled() {
  const lockText = readFileSync(join(root, 'package-lock.json'));
  const stamp = join(root, 'node_modules', '.cdc-lock');
  const hash = createHash('sha256').update(lockText).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  if (!isInstalled(JSON.parse(lockText))) {
    process.stderr.write('Installing dependencies; the first time takes about a minute.\n');
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const { status, error } = spawnSync(
      npm[0],
      [...npm.slice(1), 'ci', '--no-fund', '--no-audit', '--loglevel=error'],
      {
        cwd: root,
        // Standard output belongs to the command, which may print JSON.
        stdio: ['ignore', 2, 2],
      },
    );
    if (status !== 0)
      fail(
        `npm ci did not succeed${error ? `: ${error.message}` : ''}. Repair the cause above and run the command again.`,
      );
  }
  writeFileSync(stamp, hash);
}

/** npm writes this second lock file last, so that a broken-off installation never matches. */
function isInstalled(lock) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(lock.packages).every(
    ([path, wanted]) =>
      !path.startsWith('node_modules/') ||
      wanted.optional ||
      wanted.extraneous ||
      wanted.link ||
      found[path]?.version === wanted.version,
  );
}

/** Builds every project. Skips Nx's own start when no source changed since the last build.
 * @returns whether the build succeeded; its output is printed only when it failed */
export function build() {
  const stamp = join(root, 'dist', '.sources');
  const sources = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === `${sources} ${builtProjects()}`) return true;
  const nx = join(root, 'node_modules', '.bin', 'nx');
  const run = spawnSync(process.execPath, [nx, 'run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout}${run.stderr}\nThe build failed.\n`);
    return false;
  }
  writeFileSync(stamp, `${sources} ${builtProjects()}`);
  return true;
}

/** Contents, not times: a checkout or an archive may restore older files with any time. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (file) =>
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  for (const file of ['package-lock.json', 'nx.json', 'tsconfig.base.json']) add(file);
  for (const folder of ['apps', 'libs', 'tools']) {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'));
    const paths = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length));
    paths.sort().forEach(add);
  }
  return hash.digest('hex');
}

function builtProjects() {
  const folders = ['apps', 'libs'].map((folder) => join(root, 'dist', folder)).filter((folder) => existsSync(folder));
  return folders
    .flatMap((folder) => readdirSync(folder))
    .sort()
    .join(',');
}

export function prepare() {
  requireNode();
  ensureInstalled();
  if (!build()) process.exit(1);
}

/** Runs a built program in the foreground with this one's arguments and streams, and ends with its exit code. */
export function runAndExit(file, args) {
  if (!existsSync(join(root, file))) fail(`${file} does not exist.`);
  const child = spawn(process.execPath, [join(root, file), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  child.on('exit', (code, signal) => process.exit(exitCode(code, signal)));
}

/** As a shell reports it: 128 + the number of the signal. */
export function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
