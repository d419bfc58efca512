/** The services that own a schema and an outbox. `number` keys advisory locks and never changes; `prefix` starts the ids of their submissions. */
export const SERVICES = [
  { name: 'cdc-registry', number: 1, prefix: 'reg' },
  { name: 'activity-ingest', number: 2, prefix: 'act' },
  { name: 'equipment-tracker', number: 3, prefix: 'equ' },
  { name: 'spend-monitor', number: 4, prefix: 'fin' },
  { name: 'reporting', number: 5, prefix: 'rep' },
  { name: 'dashboard', number: 6, prefix: 'das' },
] as const;

export type ServiceName = (typeof SERVICES)[number]['name'];

/** The PostgreSQL schema of a service: its name with underscores. */
export function schemaOf(service: ServiceName): string {
  return service.replaceAll('-', '_');
}

/** @throws RangeError for a name that is not in the list */
export function serviceRow(name: ServiceName): (typeof SERVICES)[number] {
  const row = SERVICES.find((service) => service.name === name);
  if (!row) throw new RangeError(`unknown service ${name}`);
  return row;
}
