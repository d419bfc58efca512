#!/usr/bin/env node
// The command `cdc` of this workspace. It runs what the build made; `npm run cdc` builds first.
import '../../../dist/apps/cli/src/main.js';
