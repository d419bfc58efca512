import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chooseKafka, chooseSource, findProgram, kafkaPrograms } from './service-sources.mjs';

const path = process.env['PATH'];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cdc-programs-'));
});

afterEach(async () => {
  process.env['PATH'] = path;
  await rm(folder, { recursive: true });
});

async function install(name: string, script: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

describe('a service comes from', () => {
  const [yes, no] = [() => true, () => false];
  const unasked = (): never => {
    throw new Error('must not be asked');
  };

  it('the address that was given, whatever else there is', () => {
    const address = 'broker:9092';
    expect(chooseSource({ address, dockerAnswers: unasked, programs: unasked })).toEqual({ from: 'environment', address });
  });

  it('a Docker engine before programs', () => {
    expect(chooseSource({ address: undefined, dockerAnswers: yes, programs: unasked })).toEqual({ from: 'docker' });
  });

  it('programs where no engine answers', () => {
    expect(chooseSource({ address: '', dockerAnswers: no, programs: () => 'found' })).toEqual({ from: 'programs', programs: 'found' });
  });

  it('nowhere where there is nothing', () => {
    expect(chooseSource({ address: undefined, dockerAnswers: no, programs: () => undefined })).toBeUndefined();
  });
});

describe('on this machine', () => {
  beforeEach(() => {
    process.env['PATH'] = folder;
  });

  it('a program is a file on the PATH that may be run', async () => {
    await writeFile(join(folder, 'mvn'), '');
    expect(findProgram('mvn')).toBeUndefined();
    const mvn = await install('mvn', 'exit 0');
    expect(findProgram('mvn')).toBe(mvn);
  });

  it.each([
    ['17.0.15', true],
    ['21', true],
    ['11.0.27', false],
    ['1.8.0_452', false],
  ])('Java %s is new enough for Kafka: %s', async (version, isEnough) => {
    const mvn = await install('mvn', 'exit 0');
    const java = await install('java', `echo 'openjdk version "${version}" 2025-04-15' >&2`);
    expect(kafkaPrograms()).toEqual(isEnough ? { java, mvn } : undefined);
  });

  it('a java that only says where to get Java is none', async () => {
    await install('mvn', 'exit 0');
    await install('java', 'echo "Unable to locate a Java Runtime." >&2; exit 1');
    expect(kafkaPrograms()).toBeUndefined();
  });

  it('a docker whose engine does not answer is none', async () => {
    await install('docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
    expect(chooseKafka(undefined)).toBeUndefined();
  });
});
