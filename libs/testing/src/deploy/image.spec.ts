import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { reservePort } from '../reserve-port.js';
import { PROJECT } from './compose-file.js';
import { dockerfileText, finalStage, imageEnvironment, parseDockerfile, type Stage } from './dockerfile.js';

/** Whatever is wrong with a Dockerfile of ours. */
function imageFaults(text: string): string[] {
  const stages = parseDockerfile(text);
  const names = stages.flatMap(({ name }) => name ?? []);
  return [...stages.flatMap((stage, index) => stageFaults(stage, names.slice(0, index))), ...userFaults(finalStage(stages))];
}

function stageFaults({ base, instructions }: Stage, earlier: readonly string[]): string[] {
  const pinned = earlier.includes(base) || /^[\w./-]+:\d+\.\d+\.\d+-[\w-]+$/.test(base);
  const copies = instructions.filter(({ keyword }) => keyword === 'COPY').flatMap(({ rest }) => {
    const [, from, list = ''] = /^(?:--from=(\S+) )?(.*)$/.exec(rest) ?? [];
    if (from) return earlier.includes(from) ? [] : [`no stage ${from} to copy from`];
    return list.split(' ').slice(0, -1).filter((source) => !existsSync(join(PROJECT, source))).map((source) => `no file ${source} to copy`);
  });
  return [...(pinned ? [] : [`${base} is not pinned`]), ...copies];
}

function userFaults({ instructions }: Stage): string[] {
  const user = instructions.findLast(({ keyword }) => keyword === 'USER')?.rest ?? 'root';
  const after = instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === 'USER') + 1);
  return [
    ...(/^(root|0)(:|$)/.test(user) ? ['runs as root'] : []),
    ...(after.some(({ keyword }) => ['RUN', 'COPY'].includes(keyword)) ? ['changes files after the change of user'] : []),
  ];
}

describe('deploy/Dockerfile', () => {
  const good = dockerfileText();

  it('is sound', () => {
    expect(imageFaults(good)).toEqual([]);
  });

  it.each([
    { from: 'node:20.20.2-bookworm-slim', to: 'node:latest', says: 'node:latest is not pinned' },
    { from: 'FROM manifests AS build', to: 'FROM manifest AS build', says: 'manifest is not pinned' },
    { from: 'USER node', to: '', says: 'runs as root' },
    { from: 'USER node', to: 'USER root', says: 'runs as root' },
    { from: 'USER node', to: 'USER node\nRUN true', says: 'changes files after the change of user' },
    { from: '.npmrc ./', to: '.npmrcs ./', says: 'no file .npmrcs to copy' },
    { from: '--from=build', to: '--from=builder', says: 'no stage builder to copy from' },
  ])('would not pass with "$to"', ({ from, to, says }) => {
    expect(imageFaults(good.replace(from, to))).toContain(says);
  });

  it('holds every app and none of the packages for development', () => {
    const { instructions } = finalStage();
    expect(instructions).toContainEqual({ keyword: 'COPY', rest: '--from=build /app/dist ./dist' });
    const packages = /--from=(\S+) \/app\/node_modules/.exec(instructions.map(({ rest }) => rest).join('\n'))?.[1];
    const stage = parseDockerfile().find(({ name }) => name === packages);
    expect(stage?.instructions.map(({ rest }) => rest).join('\n')).toContain('npm ci --workspaces=false --omit=dev');
  });

  it('listens to other containers, on the port that it exposes', () => {
    const { PORT, CDC_HOST } = imageEnvironment();
    expect(CDC_HOST).toBe('0.0.0.0');
    expect(finalStage().instructions).toContainEqual({ keyword: 'EXPOSE', rest: PORT });
  });

  it('is built from named folders only, so that no password gets in', () => {
    const [first, ...rest] = readFileSync(join(PROJECT, '.dockerignore'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const admitted = rest.filter((line) => line.startsWith('!')).map((line) => line.slice(2));
    expect(first).toBe('*');
    expect(admitted.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
    const copied = parseDockerfile().flatMap(({ instructions }) => instructions).filter(({ keyword, rest: list }) => keyword === 'COPY' && !list.startsWith('--from') && list !== '. .');
    expect(admitted).toEqual(expect.arrayContaining(copied.flatMap(({ rest: list }) => list.split(' ').slice(0, -1))));
  });
});

describe('the health check of the image', () => {
  const check = finalStage().instructions.find(({ keyword }) => keyword === 'HEALTHCHECK')?.rest.replace(/^.*?CMD /, '') ?? '[]';
  const [program, ...args]: string[] = JSON.parse(check);
  let status = 200;
  let asked = '';
  let server: Server;
  let port: number;

  beforeAll(async () => {
    port = await reservePort();
    server = createServer((request, response) => {
      asked = request.url ?? '';
      response.writeHead(status).end();
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close().closeAllConnections());

  async function exitCode(at: number): Promise<number> {
    const child = spawn(process.execPath, args, { env: { PORT: String(at) }, stdio: 'inherit' });
    const [code] = await once(child, 'exit');
    return code;
  }

  it('is run by node', () => {
    expect(program).toBe('node');
  });

  it('ends with 0 while the app is ready', async () => {
    status = 200;
    expect(await exitCode(port)).toBe(0);
    expect(asked).toBe('/health/ready');
  });

  it('ends with 1 while it is not', async () => {
    status = 503;
    expect(await exitCode(port)).toBe(1);
  });

  it('ends with 1 while nothing listens', async () => {
    expect(await exitCode(await reservePort())).toBe(1);
  });
});
