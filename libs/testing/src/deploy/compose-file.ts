import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The folder of the project. */
export const PROJECT = join(import.meta.dirname, '..', '..', '..', '..');

type Scalar = string | number | boolean;

/** What is used of a service in docker-compose.yml, anchors and merges resolved, variables not. */
export interface ComposeService {
  readonly image: string;
  readonly build?: unknown;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, Scalar>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition?: string }>> | readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly restart?: string;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
}

export function composeText(): string {
  return readFileSync(join(PROJECT, 'docker-compose.yml'), 'utf8');
}

/** @param text of a compose file that keeps to its schema */
export function parseCompose(text = composeText()): ComposeFile {
  return parse(text, { merge: true });
}

/** The image that is built here. Every service that runs it is one of our processes. */
export function ownImage({ services }: ComposeFile): string {
  const images = new Set(Object.values(services).flatMap(({ build, image }) => (build ? [image] : [])));
  const [image] = images;
  if (image === undefined || images.size > 1) throw new Error(`docker-compose.yml builds ${images.size} images; it has to be one`);
  return image;
}

/** Every service that another one waits for, with what it waits for: `service_healthy` and the like, or nothing where the file does not say. */
export function dependenciesOf({ depends_on: dependencies = {} }: ComposeService): ReadonlyMap<string, string | undefined> {
  const entries = Array.isArray(dependencies) ? dependencies.map((name: string) => [name, {}] as const) : Object.entries(dependencies);
  return new Map(entries.map(([name, { condition }]: readonly [string, { readonly condition?: string }]) => [name, condition]));
}

/** It does its work and ends, instead of running on. */
export function isOneShot({ restart }: ComposeService): boolean {
  return restart === 'no';
}

const VARIABLE = /\$\{(\w+):\?([^}]*)\}/g;

/** The names of the variables that docker-compose.yml, or another such text, asks for; deploy/make-env.mjs writes them. */
export function composeVariables(text = composeText()): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name))];
}

/** Where Compose would put in a variable that is not of the one form that our file uses, `${NAME:?what to do}`. A doubled dollar is none. */
export function otherVariables(text: string): string[] {
  return text.replaceAll('$$', '').replace(VARIABLE, '').match(/\$\{?\w+/g) ?? [];
}

/**
 * Puts variables in.
 * @throws Error for a variable without a value, with what to do, and for any other form
 */
export function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  const [other] = otherVariables(text);
  if (other) throw new Error(`docker-compose.yml: ${other} in "${text}" is not of the form \${NAME:?what to do}`);
  return text
    .replace(VARIABLE, (_whole, name: string, advice: string) => {
      const value = variables[name];
      if (!value) throw new Error(`docker-compose.yml needs ${name}: ${advice}`);
      return value;
    })
    .replaceAll('$$', '$');
}
