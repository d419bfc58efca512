// npm start: the whole platform in one process on an embedded PostgreSQL.
import { forwardSignals, startPlatform, stopWithNpm } from './platform-process.mjs';
import { exitCode, prepare } from './setup.mjs';

prepare();
const platform = startPlatform(process.argv.slice(2));
forwardSignals(() => platform);
stopWithNpm();
platform.on('exit', (code, signal) => process.exit(exitCode(code, signal)));
