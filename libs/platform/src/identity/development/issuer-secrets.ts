import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { errorCode } from '../../system-error.js';

const IssuerSecrets = z.object({
  /** Private signing keys, ES256. */
  jwks: z.object({ keys: z.array(z.looseObject({ kty: z.literal('EC'), kid: z.string() })).min(1) }),
  cookieKeys: z.array(z.string()).min(1),
});
export type IssuerSecrets = z.infer<typeof IssuerSecrets>;

const FILE_NAME = 'development-issuer.json';

/**
 * The development issuer's keys. They are made once and kept, so that a restart leaves everybody signed in.
 * @throws Error that names the file where it holds something else
 */
export async function issuerSecrets(stateDir: string): Promise<IssuerSecrets> {
  const path = join(stateDir, FILE_NAME);
  return (await read(path)) ?? (await create(stateDir, path));
}

async function create(stateDir: string, path: string): Promise<IssuerSecrets> {
  await mkdir(stateDir, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, JSON.stringify(await newSecrets()), { mode: 0o600, flag: 'wx' });
  try {
    // A link appears whole or not at all, and never replaces the file of a process that was quicker.
    await link(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const secrets = await read(path);
  if (!secrets) throw new Error(`${path} could not be written`);
  return secrets;
}

async function newSecrets(): Promise<IssuerSecrets> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, kty: 'EC' as const, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
  return { jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString('base64url')] };
}

async function read(path: string): Promise<IssuerSecrets | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const result = IssuerSecrets.safeParse(parsed(text));
  if (!result.success)
    throw new Error(`${path} does not hold the development issuer's keys. Remove it to have new ones made.`);
  return result.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
