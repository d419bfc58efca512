import net from 'node:net';
import tls from 'node:tls';
import kafkajs, { type ISocketFactory, type Kafka, type KafkaConfig } from 'kafkajs';
import { type LoggerService } from '../../../observability/logger.service.js';

const { Kafka: KafkaClient, logLevel } = kafkajs;

/** A request that takes longer than this has met a dead connection. */
const REQUEST_MS = 10_000;
const CONNECT_MS = 3_000;
const KEEP_ALIVE_MS = 60_000;

/**
 * @param brokers `host:port` of each broker to begin with
 * @param requestMs after which a request counts as lost
 */
export function createKafka(brokers: readonly string[], clientId: string, logger: Pick<LoggerService, 'pino'>, requestMs = REQUEST_MS): Kafka {
  const config: KafkaConfig = {
    clientId,
    brokers: [...brokers],
    connectionTimeout: CONNECT_MS,
    requestTimeout: requestMs,
    // Few tries: who calls has a loop of its own, which starts over with a new connection.
    retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 1_000 },
    socketFactory,
    logLevel: logLevel.INFO,
    // What the client calls an error is most often a coordinator that moves; what comes of it is logged where it is handled.
    logCreator: () => ({ label, log: { message, timestamp: _timestamp, logger: _logger, ...details } }) => logger.pino.debug({ kafka: label, ...details }, message),
  };
  return new KafkaClient(config);
}

/** As the client's own, but each request leaves at once: with Nagle's algorithm a second one waits up to 40 ms for the first to be acknowledged. */
const socketFactory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  const serverName = net.isIP(host) ? {} : { servername: host };
  const socket = ssl ? tls.connect({ host, port, ...serverName, ...ssl }, onConnect) : net.connect({ host, port }, onConnect);
  return socket.setKeepAlive(true, KEEP_ALIVE_MS).setNoDelay(true);
};

/** Lets a client go within `deadlineMs`: disconnecting can hang on a request in flight. */
export async function disconnect(client: { disconnect(): Promise<void> }, deadlineMs = 5_000): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, deadlineMs).unref());
  await Promise.race([client.disconnect().catch(() => undefined), late]);
}
