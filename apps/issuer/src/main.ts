import { startDevelopmentIssuer } from '@cdc/platform';

await startDevelopmentIssuer();
