import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type ServiceName } from '@cdc/contracts';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { type DatabaseAddresses } from './provision.js';
import { type EntityClass } from './service-definition.js';
import { UnitOfWork } from './unit-of-work.js';

export const DATABASE_ADDRESSES = Symbol('DATABASE_ADDRESSES');

/** Every service's DataSource in this process, so that shutdown closes them last and the transports find theirs. */
@Injectable()
export class ServiceDataSources implements OnApplicationShutdown {
  private readonly open = new Map<ServiceName, DataSource>();

  constructor(@Inject(DATABASE_ADDRESSES) private readonly database: DatabaseAddresses) {}

  async of(service: ServiceName, entities: readonly EntityClass[]): Promise<DataSource> {
    const existing = this.open.get(service);
    if (existing) return existing;
    const urls = this.database.services.get(service);
    if (!urls) throw new TypeError(`no database was provisioned for ${service}`);
    const source = new DataSource({
      type: 'postgres',
      url: urls.appUrl,
      entities: [...entities],
      applicationName: `cdc-${service}`,
      poolErrorHandler: () => undefined,
      extra: { max: 8, connectionTimeoutMillis: 15_000 },
    });
    this.open.set(service, await source.initialize());
    return source;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.open.values()].map((source) => source.destroy()));
    this.open.clear();
  }
}

@Global()
@Module({})
export class ServiceDataSourcesModule {
  static with(database: DatabaseAddresses): DynamicModule {
    return {
      module: ServiceDataSourcesModule,
      providers: [{ provide: DATABASE_ADDRESSES, useValue: database }, ServiceDataSources],
      exports: [ServiceDataSources],
    };
  }
}

/** Gives a service module its own {@link UnitOfWork} and DataSource; import the same returned object wherever both must be shared. */
@Module({})
export class ServiceDatabaseModule {
  static forService(service: ServiceName, entities: readonly EntityClass[]): DynamicModule {
    return {
      module: ServiceDatabaseModule,
      providers: [
        { provide: DataSource, inject: [ServiceDataSources], useFactory: (sources: ServiceDataSources) => sources.of(service, entities) },
        { provide: UnitOfWork, inject: [DataSource, Clock], useFactory: (source: DataSource, clock: Clock) => new UnitOfWork(service, source, clock) },
      ],
      exports: [DataSource, UnitOfWork],
    };
  }
}
