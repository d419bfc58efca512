// Fails when package-lock.json leaves out an optional dependency. npm does so silently where a registry lacks a platform's variant, and
// `npm ci` then refuses the lock on the platforms concerned.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/** A package finds another beside itself or beside any package that contains it. */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !isLocked(path, name))
    .map((name) => `${name} (of ${path || 'this workspace'})`),
);
if (missing.length > 0) {
  process.stderr.write(
    `package-lock.json lacks optional dependencies:\n  ${missing.join('\n  ')}\nPin the newest complete version of each.\n`,
  );
  process.exit(1);
}
