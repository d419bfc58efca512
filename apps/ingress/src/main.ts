import { exitWithParent, stopSignal } from '@cdc/process';
import { closeServer } from './close-server.js';
import { createIngress } from './ingress.js';
import { ingressTargets } from './ingress-targets.js';

const SHUTDOWN_MS = 10_000;

exitWithParent();
// eslint-disable-next-line no-restricted-properties -- this app has three settings and does not load the platform for them
const { CDC_INGRESS_TARGETS = '', CDC_HOST = '127.0.0.1', PORT = '8080' } = process.env;
const server = createIngress(ingressTargets(CDC_INGRESS_TARGETS));
server.listen(Number(PORT), CDC_HOST, () => process.stdout.write(`ready http://localhost:${PORT}\n`));
await stopSignal();
await closeServer(server, SHUTDOWN_MS);
