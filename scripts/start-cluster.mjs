// npm run start:cluster: every service as its own process on Kafka, Redis and PostgreSQL; in containers where a Docker engine answers.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dockerAnswers } from '../libs/testing/src/local-services/service-sources.mjs';
import { runPlatform } from './platform-process.mjs';
import { exitCode, prepare, requireNode, root } from './setup.mjs';

if (dockerAnswers()) {
  requireNode();
  const run = (command, args) => exitCode(...outcome(spawnSync(command, args, { cwd: root, stdio: 'inherit' })));
  const outcome = ({ status, signal }) => [status, signal];
  if (!existsSync(join(root, '.env'))) run(process.execPath, ['deploy/make-env.mjs']);
  process.exit(run('docker', ['compose', 'up', '--build']));
}
prepare();
runPlatform('dist/apps/local-cluster/src/main.js', process.argv.slice(2));
