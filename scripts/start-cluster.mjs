// npm run start:cluster: every service as its own process on Kafka, Redis and PostgreSQL; in containers where a Docker engine answers.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { composeAnswers } from '../libs/testing/src/local-services/service-sources.mjs';
import { runPlatform } from './platform-process.mjs';
import { exitCode, prepare, root } from './setup.mjs';

if (composeAnswers()) {
  if (!existsSync(join(root, '.env'))) runToEnd(process.execPath, ['deploy/make-env.mjs']);
  runToEnd('docker', ['compose', 'up', '--build']);
} else {
  prepare();
  runPlatform('dist/apps/local-cluster/src/main.js', process.argv.slice(2));
}

function runToEnd(command, args) {
  const { status, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(exitCode(status, signal));
}
