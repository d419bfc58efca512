import { SERVICES, type RouteTarget } from '@cdc/contracts';

/** Where each service listens, and the issuer of development mode where there is one. */
export type IngressTargets = ReadonlyMap<RouteTarget, URL>;

const REQUIRED = SERVICES.map(({ name }) => name);
const KNOWN: readonly RouteTarget[] = [...REQUIRED, 'issuer'];

/**
 * Reads `service=address,…`, or the same as a JSON object. Every service has to be there; `issuer` may be.
 * @throws Error that names every service without an address and every entry that is no service
 */
export function ingressTargets(text: string): IngressTargets {
  const given = new Map(text.trim().startsWith('{') ? jsonEntries(text) : listEntries(text));
  const faults = [
    ...REQUIRED.filter((name) => !given.has(name)).map((name) => `${name} has no address`),
    ...[...given.keys()].filter((name) => !KNOWN.some((known) => known === name)).map((name) => `${name} is no service`),
    ...[...given].filter(([, address]) => !/^http:\/\//.test(address) || !URL.canParse(address)).map(([name, address]) => `${name}: ${address} is not an http address`),
  ];
  if (faults.length > 0) throw new Error(`CDC_INGRESS_TARGETS:\n  ${faults.join('\n  ')}`);
  return new Map(KNOWN.filter((name) => given.has(name)).map((name) => [name, new URL(given.get(name) ?? '')]));
}

function listEntries(text: string): [string, string][] {
  return text
    .split(',')
    .filter((entry) => entry.trim() !== '')
    .map((entry) => {
      const [name = '', address = ''] = entry.split(/=(.*)/s);
      return [name.trim(), address.trim()];
    });
}

function jsonEntries(text: string): [string, string][] {
  const value: unknown = JSON.parse(text);
  return Object.entries(typeof value === 'object' && value !== null ? value : {}).map(([name, address]) => [name, String(address)]);
}
