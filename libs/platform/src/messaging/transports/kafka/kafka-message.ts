import { eventDefinition, envelopeAttributes, type EventEnvelope, type LoggedEvent, type ServiceName } from '@cdc/contracts';
import { type KafkaMessage } from 'kafkajs';
import { type RawEvent } from '../../event-delivery.js';

/** CloudEvents in Kafka's binary mode: attributes are headers `ce_…`, the value is the data as published, the key is the aggregate. */
export interface OutgoingMessage {
  readonly key: string;
  readonly value: string;
  readonly headers: Record<string, string>;
}

/** A message that cannot be an event of ours: our log has no such event, so nothing is lost with it. */
export class ForeignMessage extends Error {}

export function messageOf(source: ServiceName, event: RawEvent): OutgoingMessage {
  const { datacontenttype, ...attributes } = envelopeAttributes(source, event);
  const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)]));
  return { key: event.subject, value: event.data, headers: { 'content-type': datacontenttype, ...headers } };
}

/**
 * Reads the envelope; the data are checked on delivery, where a fault is counted, parked and can be replayed.
 * @throws ForeignMessage that says what is wrong, never what the message holds
 */
export function eventOf(source: ServiceName, message: Pick<KafkaMessage, 'headers' | 'value'>): RawEvent {
  const attribute = (name: keyof EventEnvelope): string | undefined => message.headers?.[`ce_${name}`]?.toString();
  const id = attribute('id') ?? '';
  const position = attribute('logposition') ?? '';
  const instant = new Date(attribute('time') ?? '');
  const definition = eventDefinition(attribute('type') ?? '');
  const faults = [
    ...(attribute('specversion') === '1.0' ? [] : ['no CloudEvents 1.0 envelope']),
    ...(UUID.test(id) ? [] : ['no id']),
    ...(/^\d{1,18}$/.test(position) ? [] : ['no log position']),
    ...(Number.isNaN(instant.getTime()) ? ['no time'] : []),
    ...(definition?.service === source ? [] : ['no type that this topic carries']),
    ...(message.value === null ? ['no data'] : []),
  ];
  if (faults.length > 0) throw new ForeignMessage(faults.join(', '));
  const event: LoggedEvent = { id, position, instant, type: definition?.type ?? '', subject: attribute('subject') ?? '', traceparent: attribute('traceparent') ?? null };
  return { ...event, data: message.value?.toString() ?? '' };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
