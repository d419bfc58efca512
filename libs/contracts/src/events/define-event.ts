import { z } from 'zod';
import { type ServiceName } from '../vocabulary/services.js';

/** A published event: its CloudEvents type, the service that owns it and the schema of its data. */
export interface EventDefinition<Data = unknown> {
  readonly type: `uk.nhs.cdc.${ServiceName}.${string}.v${number}`;
  readonly service: ServiceName;
  readonly summary: string;
  readonly data: z.ZodType<Data>;
}

export type EventData<Definition> = Definition extends EventDefinition<infer Data> ? Data : never;

/** One row of the catalogue. `name` is past tense in kebab case; a published version is never changed, a breaking change is a new version. */
export function defineEvent<Data>(service: ServiceName, name: string, version: number, summary: string, data: z.ZodType<Data>): EventDefinition<Data> {
  return { type: `uk.nhs.cdc.${service}.${name}.v${version}`, service, summary, data };
}

/**
 * The CloudEvents 1.0 envelope as every reader sees it. `subject` is the aggregate; `aggregateversion` rises with every event of an aggregate;
 * `logposition` is the place in the owning service's log, a whole number as text.
 */
export const EventEnvelope = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  type: z.string(),
  source: z.string(),
  subject: z.string(),
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json'),
  dataschema: z.string(),
  aggregateversion: z.string(),
  logposition: z.string(),
  traceparent: z.string().optional(),
  data: z.unknown(),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

/** An event as a service's log holds it. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** Place in the source's log, a whole number as text. */
  readonly position: string;
  readonly instant: Date;
  readonly traceparent: string | null;
}

/** Everything of an event's envelope but its data: the attributes that a broker carries as headers and the API as fields. */
export function envelopeAttributes(source: ServiceName, event: LoggedEvent): Omit<EventEnvelope, 'data'> {
  return {
    specversion: '1.0',
    id: event.id,
    type: event.type,
    source: `${SOURCE_PREFIX}${source}`,
    subject: event.subject,
    time: event.instant.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `/api/asyncapi.json#/components/schemas/${event.type}`,
    // Positions of one log rise, so they number the versions of every aggregate in it.
    aggregateversion: event.position,
    logposition: event.position,
    ...(event.traceparent === null ? {} : { traceparent: event.traceparent }),
  };
}

const SOURCE_PREFIX = 'urn:uk.nhs.cdc:';
