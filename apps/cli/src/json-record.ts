/** An object of an answer. Its fields are read one by one, because nothing here vouches for the other side. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** An empty record for whatever is no object. */
export function recordOf(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

export function recordsOf(value: unknown): readonly JsonRecord[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

export function textOf(record: JsonRecord, name: string): string | undefined {
  const value = record[name];
  return typeof value === 'string' ? value : undefined;
}

export function countOf(record: JsonRecord, name: string): number {
  const value = record[name];
  return typeof value === 'number' ? value : 0;
}
