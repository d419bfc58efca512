export { cdcRegistry } from './cdc-registry.module.js';
