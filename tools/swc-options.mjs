// The one swc configuration: the build and jest both read it, so that tests run what ships.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} root the workspace folder; aliases come from tsconfig.base.json */
export function swcOptions(root) {
  const { paths } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')).compilerOptions;
  return {
    ...transformOptions,
    module: { type: 'es6', resolveFully: true },
    jsc: { ...transformOptions.jsc, baseUrl: root, paths },
  };
}

export const transformOptions = {
  swcrc: false,
  configFile: false,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
};
