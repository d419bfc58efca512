// Where Kafka and Redis can come from on this machine. Plain JavaScript, for scripts ask before any TypeScript can be loaded.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, resolve } from 'node:path';

const oldestJava = 17;
const answerWithinMs = 5_000;
let engineAnswers;

export function findProgram(name) {
  const folders = isAbsolute(name) ? [''] : (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => resolve(folder, name)).find(isProgram);
}

export function kafkaPrograms() {
  const [java, mvn] = [findProgram('java'), findProgram('mvn')];
  return java && mvn && javaVersion(java) >= oldestJava ? { java, mvn } : undefined;
}

export function redisProgram() {
  return findProgram('redis-server');
}

export function chooseSource({ address, dockerAnswers, programs }) {
  if (address) return { from: 'environment', address };
  if (dockerAnswers()) return { from: 'docker' };
  const found = programs();
  return found ? { from: 'programs', programs: found } : undefined;
}

export function chooseKafka(address) {
  return chooseSource({ address, dockerAnswers, programs: kafkaPrograms });
}

export function chooseRedis(address) {
  return chooseSource({ address, dockerAnswers, programs: redisProgram });
}

/** The client alone is no Docker. Asked once, for every jest run asks for each service. */
export function dockerAnswers() {
  engineAnswers ??= succeeds(findProgram('docker'), ['version', '--format', '{{.Server.Version}}']);
  return engineAnswers;
}

/** Compose is a plugin of the client, and may be missing. */
export function composeAnswers() {
  return dockerAnswers() && succeeds(findProgram('docker'), ['compose', 'version']);
}

function succeeds(program, args) {
  if (!program) return false;
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: answerWithinMs });
    return true;
  } catch {
    return false;
  }
}

/** Asked of the program itself: on macOS there is a `java` also where there is no Java. 0 when it cannot say. */
function javaVersion(java) {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8', timeout: answerWithinMs });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
