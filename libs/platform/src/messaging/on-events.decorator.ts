import { UseFilters, applyDecorators } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { type EventDefinition, type ServiceName } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { RethrowFilter } from './rethrow.filter.js';

/** One event as a handler gets it: checked against its schema. */
export interface ReceivedEvent<Data> {
  readonly id: string;
  readonly type: string;
  readonly source: ServiceName;
  readonly subject: string;
  /** Place in the source's log, a whole number as text. Higher is later. */
  readonly position: string;
  readonly instant: Date;
  readonly data: Data;
}

/** Consecutive events of one type in log order, with the transaction that also holds their inbox rows. */
export interface EventBatch<Data> {
  readonly events: readonly ReceivedEvent<Data>[];
  readonly manager: EntityManager;
}

/** Names a consumer's own transport, so that two services in one process each get their own delivery. */
export function consumerTransport(consumer: ServiceName): symbol {
  return Symbol.for(`cdc-consumer:${consumer}`);
}

type BatchHandler<Data> = (target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<(batch: EventBatch<Data>) => Promise<void>>) => void;

/**
 * Marks a controller method as the handler of one event type for one consumer.
 * Whatever it writes through `batch.manager` commits together with the inbox rows, or not at all; if it throws, the batch is retried one by one.
 */
export function OnEvents<Data>(consumer: ServiceName, definition: EventDefinition<Data>): BatchHandler<Data> {
  return applyDecorators(EventPattern<string>(definition.type, consumerTransport(consumer)), UseFilters(RethrowFilter)) as BatchHandler<Data>;
}
