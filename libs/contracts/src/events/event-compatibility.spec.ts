import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { EVENT_CATALOGUE } from './catalogue.js';

/** The schemas of events as they were published, which is what the log of record holds and what others rely on. */
const published = join(dirname(fileURLToPath(import.meta.url)), 'published');

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
const schemaAt = (value: unknown): Schema => (isSchema(value) ? value : {});
const listAt = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * What stops a reader of the published schema from understanding a new event, or the present schema from reading an old one.
 * Allowed are new optional fields and more values of a list; everything else is a new version of the event.
 */
function breakingChanges(before: Schema, now: Schema, path = ''): string[] {
  const [hadFields, hasFields] = [schemaAt(before['properties']), schemaAt(now['properties'])];
  const [hadRequired, hasRequired] = [listAt(before['required']), listAt(now['required'])];
  const changes: string[] = [];
  for (const [name, field] of Object.entries(hadFields)) {
    const at = `${path}/${name}`;
    if (!(name in hasFields)) changes.push(`${at} is gone`);
    else changes.push(...breakingChanges(schemaAt(field), schemaAt(hasFields[name]), at));
    if (hadRequired.includes(name) && !hasRequired.includes(name)) changes.push(`${at} was always there and need not be`);
  }
  for (const name of hasRequired) if (!hadRequired.includes(name)) changes.push(`${path}/${String(name)} must be there, and old events have none`);
  for (const value of listAt(before['enum'])) if (!listAt(now['enum']).includes(value)) changes.push(`${path} may no longer be ${String(value)}`);
  for (const part of ['items', 'additionalProperties', 'propertyNames']) {
    if (isSchema(before[part]) && isSchema(now[part])) changes.push(...breakingChanges(before[part], now[part], `${path}/*`));
    else if (JSON.stringify(before[part]) !== JSON.stringify(now[part])) changes.push(`${path} has another ${part}`);
  }
  const [hadAny, hasAny] = [listAt(before['anyOf']), listAt(now['anyOf'])];
  if (hadAny.length !== hasAny.length) changes.push(`${path} has other alternatives`);
  else hadAny.forEach((one, place) => changes.push(...breakingChanges(schemaAt(one), schemaAt(hasAny[place]), path)));
  const handled = new Set(['properties', 'required', 'enum', 'items', 'additionalProperties', 'propertyNames', 'anyOf', '$schema', 'description']);
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (!handled.has(keyword) && JSON.stringify(before[keyword]) !== JSON.stringify(now[keyword])) changes.push(`${path} has another ${keyword}`);
  }
  return changes;
}

const schemaOf = (definition: (typeof EVENT_CATALOGUE)[number]): Schema => schemaAt(z.toJSONSchema(definition.data));
const fileOf = (type: string): string => join(published, `${type}.json`);

/** Run with CDC_PUBLISH_EVENTS=1 after adding an event, or a field to one: keeps the schemas that break nothing. */
function publish(): void {
  mkdirSync(published, { recursive: true });
  const there = new Set(readdirSync(published));
  for (const definition of EVENT_CATALOGUE) {
    const known = there.has(`${definition.type}.json`);
    if (known && breakingChanges(JSON.parse(readFileSync(fileOf(definition.type), 'utf8')), schemaOf(definition)).length > 0) continue;
    writeFileSync(fileOf(definition.type), `${JSON.stringify(schemaOf(definition), null, 2)}\n`);
  }
}

if (process.env['CDC_PUBLISH_EVENTS']) publish();

describe('a published event', () => {
  it.each(EVENT_CATALOGUE.map((definition) => ({ type: definition.type, definition })))('can still be read by others, and its past by us: $type', ({ type, definition }) => {
    const before: Schema = JSON.parse(readFileSync(fileOf(type), 'utf8'));
    expect(breakingChanges(before, schemaOf(definition))).toEqual([]);
    // A field that others may now rely on is part of what was published.
    expect(schemaOf(definition)).toEqual(before);
  });

  it('stays in the catalogue', () => {
    expect(readdirSync(published).sort()).toEqual(EVENT_CATALOGUE.map(({ type }) => `${type}.json`).sort());
  });

  it('has a type of its own, named for its service and versioned', () => {
    const types = EVENT_CATALOGUE.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
    for (const { type, service } of EVENT_CATALOGUE) expect(type).toMatch(new RegExp(`^uk\\.nhs\\.cdc\\.${service}\\.[a-z0-9]+(-[a-z0-9]+)+\\.v[1-9]$`));
  });
});

describe('what breaks an event', () => {
  const before = z.object({
    code: z.string(),
    count: z.number().int().nonnegative(),
    kind: z.enum(['a', 'b']),
    closed: z.string().nullable(),
    note: z.string().optional(),
    parts: z.array(z.object({ test: z.string() })),
    totals: z.record(z.string(), z.number()),
  });
  const changesTo = (now: z.ZodType): string[] => breakingChanges(schemaAt(z.toJSONSchema(before)), schemaAt(z.toJSONSchema(now)));

  it.each([
    ['nothing', before],
    ['a new field that may be left out', before.extend({ more: z.string().optional() })],
    ['another value of a list', before.extend({ kind: z.enum(['a', 'b', 'c']) })],
    ['a new optional field of a part', before.extend({ parts: z.array(z.object({ test: z.string(), more: z.string().optional() })) })],
  ])('is not %s', (_what, now) => {
    expect(changesTo(now)).toEqual([]);
  });

  it.each([
    ['a field that is gone', before.omit({ code: true }), '/code is gone'],
    ['a new field that must be there', before.extend({ more: z.string() }), '/more must be there, and old events have none'],
    ['a field that may now be left out', before.extend({ code: z.string().optional() }), '/code was always there and need not be'],
    ['a field that must now be there', before.extend({ note: z.string() }), '/note must be there, and old events have none'],
    ['another type', before.extend({ code: z.number() }), '/code has another type'],
    ['a narrower number', before.extend({ count: z.number().int().positive() }), '/count has another'],
    ['a wider number', before.extend({ count: z.number().int() }), '/count has another minimum'],
    ['a value of a list that is gone', before.extend({ kind: z.enum(['a']) }), '/kind may no longer be b'],
    ['null where there was none', before.extend({ code: z.string().nullable() }), '/code has'],
    ['no null where there was one', before.extend({ closed: z.string() }), '/closed has'],
    ['another type of a part', before.extend({ parts: z.array(z.object({ test: z.number() })) }), '/parts/*/test has another type'],
    ['another type of a value', before.extend({ totals: z.record(z.string(), z.string()) }), '/totals/* has another type'],
  ])('is %s', (_what, now, change) => {
    expect(changesTo(now).join('\n')).toContain(change);
  });
});
