// npm start: the whole platform in one process on an embedded PostgreSQL.
import { allInOne, runPlatform } from './platform-process.mjs';
import { prepare } from './setup.mjs';

prepare();
runPlatform(allInOne, process.argv.slice(2));
