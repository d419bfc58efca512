import { z } from 'zod';

/** Everything that can be configured from outside. Each field has a default that makes `npm start` work with nothing set. */
export const Env = z.object({
  CDC_MODE: z.enum(['development', 'production']).default('development').describe('development has its own sign-in provider and a Clock that can be moved; production trusts an external OpenID Connect issuer'),
  CDC_PROFILE: z.enum(['embedded', 'cluster']).default('embedded').describe('embedded is the whole platform in one process with a PostgreSQL of its own; cluster is one service a process on Kafka, Redis and PostgreSQL'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080).describe('Port of the HTTP server'),
  CDC_HOST: z.string().default('127.0.0.1').describe('Address that the HTTP server listens on'),
  CDC_PUBLIC_URL: z.url().optional().describe('Address under which people reach the platform; default http://localhost:PORT'),
  CDC_INTERNAL_URL: z.url().optional().describe('Address at which the platform\'s own processes reach the ingress; default CDC_PUBLIC_URL'),
  CDC_DATA_DIR: z.string().default('.data').describe('Folder of the embedded database, received files and mails; the demonstration lies in its folder demonstration, everything else in live'),
  CDC_DEMO: z.enum(['on', 'off']).optional().describe('Data set: on is the labelled demonstration, an invented programme that is loaded at the first start; off is your own, which starts empty. Default: on where everything is embedded and in development mode, else off'),
  CDC_DATABASE_ADMIN_URL: z.url().optional().describe('PostgreSQL 15 or later to use in place of the embedded server; the user may create roles and schemas. In a cluster only apps/setup has it'),
  CDC_ROLE_PASSWORDS: z.string().optional().describe('For apps/setup: service=password,… for the database roles that it makes'),
  CDC_DATABASE_URL: z.url().optional().describe('Cluster: PostgreSQL with the role of this service, as in postgres://reporting_app:…@host:5432/cdc'),
  CDC_KAFKA_BROKERS: z.string().optional().describe('Cluster: host:port of Kafka brokers, separated by commas'),
  CDC_REDIS_URL: z.url().optional().describe('Cluster: Redis that keeps the job queues; its maxmemory-policy must be noeviction'),
  CDC_NAMESPACE: z.string().regex(/^[a-z0-9_-]+$/).default('cdc').describe('Cluster: first part of the names of topics, consumer groups and queues, so that deployments can share a Kafka and a Redis'),
  CDC_CLOCK_START: z.iso.datetime({ offset: true }).optional().describe('Development mode: where the platform\'s Clock stands when the data set is first opened'),
  CDC_OIDC_ISSUER: z.url().optional().describe('OpenID Connect issuer that production mode trusts'),
  CDC_OIDC_AUDIENCE: z.string().default('urn:cdc-delivery-tracker').describe('Audience that an access token must name'),
  CDC_OIDC_CLIENT_ID: z.string().default('dashboard').describe('Client id of the pages at the issuer'),
  CDC_OIDC_CLIENT_SECRET: z.string().optional().describe('Client secret of the pages at the issuer; unset for a public client'),
  CDC_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional().describe('Server that takes the mail of scheduled reports, as in smtp://host:port; default: mails are files in the folder mail of the data set, as in CDC_DATA_DIR/live/mail'),
  CDC_MAIL_FROM: z.email().default('cdc-reports@localhost.localdomain').describe('Address that scheduled reports are sent from'),
  CDC_MAX_UPLOAD_MB: z.coerce.number().int().positive().default(512).describe('Largest file that a feed accepts, in MB'),
  CDC_UPLOADS_EACH: z.coerce.number().int().positive().default(8).describe('Files that one sender may be sending to one process of a service at the same time; further ones are answered 429'),
  CDC_REQUEST_SECONDS: z.coerce.number().int().min(5).default(120).describe('Longest time that a request may take to arrive, its file included, in seconds; slower senders are cut off'),
  CDC_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('Least level that is logged'),
});
type Settings = z.infer<typeof Env>;
/** What was set, with every default decided. */
export type Env = Settings & { CDC_DEMO: 'on' | 'off'; publicUrl: string; internalUrl: string };

/**
 * Reads the environment once; the only reader of `process.env` in the product.
 * @throws Error that lists every wrong value at once
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = Env.safeParse(set);
  if (!result.success) throw wrongValues(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const settings = { ...result.data, CDC_DEMO: result.data.CDC_DEMO ?? defaultDataSet(result.data) };
  const contradictions = [...contradictionsOf(settings)];
  if (contradictions.length > 0) throw wrongValues(contradictions);
  const publicUrl = settings.CDC_PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  return { ...settings, publicUrl, internalUrl: settings.CDC_INTERNAL_URL ?? publicUrl };
}

function wrongValues(lines: readonly string[]): Error {
  return new Error(`The configuration has ${lines.length} wrong value(s):\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** The demonstration is for who tries the platform out: a database of one's own, a cluster and production are for real centres. */
function defaultDataSet({ CDC_PROFILE, CDC_MODE, CDC_DATABASE_ADMIN_URL }: Settings): 'on' | 'off' {
  return CDC_PROFILE === 'embedded' && CDC_MODE === 'development' && CDC_DATABASE_ADMIN_URL === undefined ? 'on' : 'off';
}

function* contradictionsOf({ CDC_MODE, CDC_PROFILE, CDC_OIDC_ISSUER, CDC_DEMO, CDC_CLOCK_START }: Settings): Iterable<string> {
  if (CDC_MODE === 'production' && !CDC_OIDC_ISSUER) yield 'CDC_OIDC_ISSUER: production mode needs the address of an OpenID Connect issuer';
  if (CDC_DEMO === 'off') return;
  if (CDC_PROFILE !== 'embedded' || CDC_MODE !== 'development') {
    yield `CDC_DEMO: the demonstration runs with CDC_PROFILE=embedded and CDC_MODE=development only, but they are ${CDC_PROFILE} and ${CDC_MODE}; unset CDC_DEMO, or change them`;
  }
  if (CDC_CLOCK_START !== undefined) {
    yield 'CDC_CLOCK_START: the demonstration has a Clock of its own; unset CDC_CLOCK_START, or set CDC_DEMO=off to start with an empty data set at that time';
  }
}
