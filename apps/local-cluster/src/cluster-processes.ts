import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SERVICES, schemaOf, type ServiceName } from '@cdc/contracts';
import { reservePort } from '@cdc/testing';

/** The servers that a cluster stands on. */
export interface ClusterServers {
  /** PostgreSQL, for a user who may create roles. */
  readonly databaseAdminUrl: string;
  /** `host:port,host:port`. */
  readonly kafkaBrokers: string;
  readonly redisUrl: string;
}

export interface ClusterOptions {
  readonly servers: ClusterServers;
  /** Port of the ingress. */
  readonly port: number;
  readonly dataDir: string;
  /** Settings that every process gets, as in CDC_NAMESPACE or CDC_CLOCK_START. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A process of ours and what it is told. */
export interface ClusterProcess {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface ClusterProcesses {
  /** Ends by itself when the servers are ready for the others. */
  readonly setup: ClusterProcess;
  /** The services and the issuer, in any order. */
  readonly services: readonly ClusterProcess[];
  readonly ingress: ClusterProcess;
}

/** Every process with its own settings: each service knows the password of its own database role and no other. Passwords are drawn anew each time. */
export async function clusterProcesses({ servers, port, dataDir, settings }: ClusterOptions): Promise<ClusterProcesses> {
  const { databaseAdminUrl, kafkaBrokers, redisUrl } = servers;
  const shared = { ...settings, CDC_PROFILE: 'cluster', CDC_HOST: '127.0.0.1', CDC_PUBLIC_URL: `http://localhost:${port}`, CDC_KAFKA_BROKERS: kafkaBrokers };
  const passwords = new Map(SERVICES.map(({ name }) => [name, randomBytes(24).toString('base64url')]));
  const ports = new Map<string, number>();
  for (const name of [...SERVICES.map((service) => service.name), 'issuer']) ports.set(name, await reservePort());

  const own = (name: string) => ({ ...shared, PORT: String(ports.get(name)), CDC_DATA_DIR: join(dataDir, name) });
  const databaseUrl = (service: ServiceName): string => {
    const url = new URL(databaseAdminUrl);
    url.username = `${schemaOf(service)}_app`;
    url.password = passwords.get(service) ?? '';
    return url.href;
  };
  const targets = [...ports].map(([name, at]) => `${name}=http://127.0.0.1:${at}`).join(',');
  return {
    setup: {
      name: 'setup',
      env: { ...shared, CDC_DATABASE_ADMIN_URL: databaseAdminUrl, CDC_ROLE_PASSWORDS: [...passwords].map(([name, password]) => `${name}=${password}`).join(',') },
    },
    services: [
      ...SERVICES.map(({ name }) => ({ name, env: { ...own(name), CDC_DATABASE_URL: databaseUrl(name), CDC_REDIS_URL: redisUrl } })),
      { name: 'issuer', env: own('issuer') },
    ],
    ingress: { name: 'ingress', env: { PORT: String(port), CDC_HOST: '127.0.0.1', CDC_INGRESS_TARGETS: targets } },
  };
}
