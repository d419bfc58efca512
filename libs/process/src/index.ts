export { exitWithParent } from './parent-watch.js';
export { stopSignal } from './stop-signal.js';
