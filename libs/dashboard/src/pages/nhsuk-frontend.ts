import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Folder of the NHS.UK design system as it was installed: templates, styles and script. */
export const NHSUK_FOLDER = join(dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')), 'dist');
