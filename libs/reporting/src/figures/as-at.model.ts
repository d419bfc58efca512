import { DomainError, SERVICES, type ServiceName } from '@cdc/contracts';

/** How a caller names a moment: an instant, an edition, or a position in each log. */
export type AsAt =
  | { readonly kind: 'instant'; readonly instant: Date }
  | { readonly kind: 'edition'; readonly id: string }
  | { readonly kind: 'positions'; readonly positions: Readonly<Partial<Record<ServiceName, string>>> };

/** @throws DomainError `AS_AT_FORMAT` */
export function parseAsAt(text: string): AsAt {
  if (text.startsWith('ed-')) return { kind: 'edition', id: text };
  // Without a time zone the same text would name different moments on different machines.
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)))
    return { kind: 'instant', instant: new Date(text) };
  const pairs = text.split(',').map((pair) => pair.split(':'));
  const positions: Partial<Record<ServiceName, string>> = {};
  for (const [name, position, ...rest] of pairs) {
    const service = SERVICES.find((one) => one.name === name);
    if (!service || position === undefined || !/^\d{1,18}$/.test(position) || rest.length > 0) throw asAtFormat(text);
    positions[service.name] = position;
  }
  return { kind: 'positions', positions };
}

function asAtFormat(text: string): DomainError {
  const message = `"asAt" is a time like 2024-08-05T09:00:00Z, the id of an edition, or positions like cdc-registry:120,activity-ingest:3411; not "${text}".`;
  return new DomainError('invalid', 'AS_AT_FORMAT', message);
}
