// Compiles one Nx project with swc into dist/<project>, rewriting workspace aliases to relative paths, and copies its assets.
// Type checking is `npm run typecheck`; this only emits.
import { transformFile } from '@swc/core';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { swcOptions } from './swc-options.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const project = process.argv[2];
if (!project) throw new Error('usage: build-project.mjs <project folder>');
const out = join(root, 'dist', project);
await rm(out, { recursive: true, force: true });

const entries = await readdir(join(root, project), { recursive: true, withFileTypes: true });
for (const entry of entries) {
  if (!entry.isFile()) continue;
  const source = join(entry.parentPath, entry.name);
  const target = join(root, 'dist', source.slice(root.length + 1));
  if (/\.(spec|e2e)\.ts$/.test(entry.name) || entry.name === 'package.json' || entry.name === 'README.md') continue;
  await mkdir(dirname(target), { recursive: true });
  if (extname(entry.name) !== '.ts') {
    await cp(source, target);
    continue;
  }
  const { code, map } = await transformFile(source, { ...swcOptions(root), filename: source, sourceMaps: true });
  const js = target.replace(/\.ts$/, '.js');
  await writeFile(js, `${code}\n//# sourceMappingURL=${entry.name.replace(/\.ts$/, '.js')}.map\n`);
  await writeFile(`${js}.map`, map ?? '');
}
