// `node --import ./tools/register-typescript.mjs file.ts` runs a TypeScript file of the workspace without a build.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
