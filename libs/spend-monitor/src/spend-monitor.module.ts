import { Module } from '@nestjs/common';
import { IntakeModule, Submission } from '@cdc/intake';
import { ServiceDatabaseModule } from '@cdc/platform';
import { Commitment } from './commitment/commitment.entity.js';
import { CommitmentLoader } from './commitment/commitment.loader.js';
import { Centre } from './directory/centre.entity.js';
import { DirectoryConsumer } from './directory/directory.consumer.js';
import { OrganisationName } from './directory/organisation-name.entity.js';
import { Organisation } from './directory/organisation.entity.js';
import { SpendDirectory } from './directory/spend-directory.js';
import { EntityAliasController } from './entity/entity-alias.controller.js';
import { EntityAlias } from './entity/entity-alias.entity.js';
import { EntityAliasService } from './entity/entity-alias.service.js';
import { ForecastCell } from './forecast/forecast-cell.entity.js';
import { ForecastLoader } from './forecast/forecast.loader.js';
import { LedgerLine } from './ledger/ledger-line.entity.js';
import { LedgerMonth } from './ledger/ledger-month.entity.js';
import { LedgerLoader } from './ledger/ledger.loader.js';
import { LedgerMatch } from './unmatched/ledger-match.entity.js';
import { MatchService } from './unmatched/match.service.js';
import { UnmatchedController } from './unmatched/unmatched.controller.js';
import { UnmatchedReadModel } from './unmatched/unmatched.read-model.js';

export const SPEND_ENTITIES = [Submission, Organisation, OrganisationName, Centre, EntityAlias, LedgerLine, LedgerMonth, LedgerMatch, Commitment, ForecastCell];

const database = ServiceDatabaseModule.forService('spend-monitor', SPEND_ENTITIES);

@Module({
  imports: [
    database,
    IntakeModule.forService({
      service: 'spend-monitor',
      database,
      loaders: [LedgerLoader, CommitmentLoader, ForecastLoader],
      providers: [SpendDirectory],
    }),
  ],
  controllers: [DirectoryConsumer, EntityAliasController, UnmatchedController],
  providers: [SpendDirectory, EntityAliasService, MatchService, UnmatchedReadModel],
})
export class SpendMonitorModule {}
