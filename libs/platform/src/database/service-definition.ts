import { type Type } from '@nestjs/common';
import { type ServiceName } from '@cdc/contracts';
import { type EntitySchema, type MigrationInterface } from 'typeorm';

// TypeORM and Nest take classes of any constructor shape here.
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
export type EntityClass = Function | EntitySchema;

/** What the boot path needs to know of a service; each service library exports exactly one. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly module: Type;
  readonly entities: readonly EntityClass[];
  /** The service's own migrations; those of the platform run first. */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** True when the module has `@OnEvents` handlers. */
  readonly consumesEvents: boolean;
}
