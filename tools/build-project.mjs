// Compiles one Nx project with swc into dist/<project>, rewriting workspace aliases to relative paths, turns its style sheets into CSS,
// and copies its other assets.
// Type checking is `npm run typecheck`; this only emits.
import { transformFile } from '@swc/core';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { swcOptions } from './swc-options.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const project = process.argv[2];
if (!project) throw new Error('usage: build-project.mjs <project folder>');
const out = join(root, 'dist', project);
await rm(out, { recursive: true, force: true });

const NOT_BUILT = /(\.(spec|contract|d)|-under-test)\.ts$|^package\.json$|^README\.md$/;
const entries = await readdir(join(root, project), { recursive: true, withFileTypes: true });
for (const entry of entries) {
  if (!entry.isFile() || NOT_BUILT.test(entry.name)) continue;
  const source = join(entry.parentPath, entry.name);
  const target = join(root, 'dist', source.slice(root.length + 1));
  await mkdir(dirname(target), { recursive: true });
  if (extname(entry.name) === '.ts') await compileScript(source, target.replace(/\.ts$/, '.js'));
  else if (extname(entry.name) === '.scss') await compileStyle(source, target.replace(/\.scss$/, '.css'));
  else await cp(source, target);
}

async function compileScript(source, target) {
  const { code, map } = await transformFile(source, { ...swcOptions(root), filename: source, sourceMaps: true });
  await writeFile(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map ?? '');
}

/** Imported here because it takes half a second to load and one project needs it. */
async function compileStyle(source, target) {
  const { compile } = await import('sass');
  const { css } = compile(source, { loadPaths: [join(root, 'node_modules')], style: 'compressed', quietDeps: true });
  await writeFile(target, css);
}
