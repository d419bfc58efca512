export { testDatabase, type TestDatabase } from './postgres.js';
export { testKafka, type TestKafka } from './kafka.js';
export { testRedis, type TestRedis } from './redis.js';
export { startKafka, type LocalKafka } from './local-services/kafka-server.js';
export { startRedis, type LocalRedis } from './local-services/redis-server.js';
export { type LocalServer, type LocalServerOptions } from './local-services/local-server.js';
export { provideKafka, provideRedis, type ProvideOptions, type ProvidedService } from './local-services/provide-services.js';
export { describeWith, describeWithRealData, type Requirement } from './requires.js';
export { connectTo, recordOf, type Answer, type EditionRequest, type PlatformClient } from './platform-client.js';
export { cookieBrowser, type Page } from './cookie-browser.js';
export { processesOn } from './processes-on.js';
export { leftBehind } from './left-behind.js';
export { reservePort } from './reserve-port.js';
export { freshDataDir, removeDataDir, startPlatform, type PlatformOptions, type RunningPlatform } from './running-platform.js';
export {
  ANSWERED,
  dm01Months,
  readPublishedFiles,
  registerCentres,
  registeredCentres,
  sendAccepted,
  sendReturns,
  type PublishedFiles,
  type RegisteredCentre,
} from './load-programme.js';
export { composeVariables } from './deploy/compose-file.js';
export { composeProcesses, type ComposeProcess, type ComposeProcessOptions } from './deploy/compose-processes.js';
export { yearOfReturns } from './returns/year-of-returns.js';
export { programmeReturns } from './returns/programme-returns.js';
export { type ReturnCentre } from './returns/centre-profile.js';
export { type ReturnFile } from './returns/return-file.js';
export { contentHashOf, editionDifferences, firstDifferences } from './oracle/compare-editions.js';
export { expectedEdition, type Inputs } from './oracle/expected-edition.js';
export { type EditionContent, type EditionKind, type Scope } from './oracle/edition-content.js';
export { readGeography, type Geography, type Trust } from './oracle/published-lists.js';
export { readStatedFigures, type StatedFigures } from './oracle/stated-figures.js';
export { readStatedProgramme, type StatedProgramme } from './oracle/stated-programme.js';
export { DM01_COLUMNS, type Dm01Month } from './oracle/dm01-workbook.js';
export { publishedLedgers, type PublishedLedger } from './oracle/published-ledgers.js';
export { csvRecords, foldText, splitCsv } from './oracle/split-csv.js';
