import { dependenciesOf, interpolate, isOneShot, ownImage, parseCompose, type ComposeFile } from './compose-file.js';
import { imageEnvironment } from './dockerfile.js';

/** One of our services as docker-compose.yml starts it, for a start without containers. */
export interface ComposeProcess {
  readonly name: string;
  /** Its start command, to be run in the folder of the project after a build. */
  readonly command: readonly string[];
  /** What the container would have: the image's environment and the file's. Nothing of this process, so add its PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** Those of our services that come first: ready, or ended well where they are `oneShot`. */
  readonly dependsOn: readonly string[];
  /** It ends by itself, with 0 when all is well; the others run on. */
  readonly oneShot: boolean;
}

export interface ComposeProcessOptions {
  /** What a file .env would hold; `composeVariables()` names them. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where a service listens, as `host:port`, in place of its host name and port among containers. Asked for each of our own too. */
  readonly addressOf: (service: string, port: number) => string;
  /** The folder that takes the place of a container's own `/data`. */
  readonly dataDirOf: (service: string) => string;
  /** Default: docker-compose.yml. */
  readonly text?: string;
}

/**
 * Every service of ours with its start command and environment, in an order in which they can be started: each after those that it depends on.
 * What the file publishes to `localhost` becomes the address of the service behind it.
 * @throws Error for a variable without a value, for an address without a port and for services that wait for each other
 */
export function composeProcesses(options: ComposeProcessOptions): ComposeProcess[] {
  const file = parseCompose(options.text);
  const image = ownImage(file);
  const own = new Map(Object.entries(file.services).filter(([, service]) => service.image === image));
  const inherited = imageEnvironment();
  const port = Number(inherited.PORT);
  const replaceAddresses = addressReplacer(file, options.addressOf);
  const processes = [...own].map(([name, service]): ComposeProcess => {
    const set = Object.entries({ ...inherited, ...service.environment }).map(([key, value]): [string, string] => {
      if (value === inherited.CDC_DATA_DIR) return [key, options.dataDirOf(name)];
      // Addresses first: a password that looks like one stays as it is.
      return [key, interpolate(replaceAddresses(String(value)), options.variables)];
    });
    return {
      name,
      command: service.command ?? [],
      env: { ...Object.fromEntries(set), ...listenAt(options.addressOf(name, port)) },
      dependsOn: [...dependenciesOf(service).keys()].filter((dependency) => own.has(dependency)),
      oneShot: isOneShot(service),
    };
  });
  return inStartOrder(processes);
}

function addressReplacer({ services }: ComposeFile, addressOf: ComposeProcessOptions['addressOf']): (text: string) => string {
  const published = new Map(
    Object.entries(services).flatMap(([name, { ports = [] }]) =>
      ports.map((mapping): [string, string] => {
        const [host = '', from = '', to = ''] = mapping.split(':');
        return [`${host.replace('127.0.0.1', 'localhost')}:${from}`, addressOf(name, Number(to))];
      }),
    ),
  );
  const address = new RegExp(`(?<![\\w.-])(${[...Object.keys(services), 'localhost'].join('|')}):(\\d+)(?!\\d)`, 'g');
  return (text) => text.replace(address, (whole, host: string, port: string) => published.get(whole) ?? (host === 'localhost' ? whole : addressOf(host, Number(port))));
}

function listenAt(address: string): { CDC_HOST: string; PORT: string } {
  const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(address) ?? [];
  if (port === '') throw new Error(`an address is host:port, not "${address}"`);
  return { CDC_HOST: host, PORT: port };
}

function inStartOrder(processes: readonly ComposeProcess[]): ComposeProcess[] {
  const ordered: ComposeProcess[] = [];
  const waiting = new Set(processes);
  while (waiting.size > 0) {
    const next = [...waiting].filter(({ dependsOn }) => dependsOn.every((name) => ordered.some((started) => started.name === name)));
    if (next.length === 0) throw new Error(`these wait for each other: ${[...waiting].map(({ name }) => name).join(', ')}`);
    for (const process of next) {
      ordered.push(process);
      waiting.delete(process);
    }
  }
  return ordered;
}
