// npm run cdc -- …: the command line for submitters and operators.
import { prepare, runAndExit } from './setup.mjs';

prepare();
runAndExit('dist/apps/cli/src/main.js', process.argv.slice(2));
