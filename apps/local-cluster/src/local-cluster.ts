import { setTimeout as pause } from 'node:timers/promises';
import { clusterProcesses, type ClusterOptions } from './cluster-processes.js';
import { SupervisedProcess, runToEnd, type Report } from './supervised-process.js';

export interface LocalCluster {
  readonly url: string;
  /** No new requests first, then the services with what they hold. */
  stop(): Promise<void>;
}

const READY_MS = 120_000;

/**
 * Starts every service as a process of its own behind the ingress, and keeps each running.
 * @throws Error when the servers could not be set up, or when not every service was ready after two minutes
 */
export async function startLocalCluster(options: ClusterOptions, report: Report): Promise<LocalCluster> {
  const { setup, services, ingress } = await clusterProcesses(options);
  await runToEnd(setup);
  const supervised = services.map((service) => new SupervisedProcess(service, report));
  const front = new SupervisedProcess(ingress, report);
  const stop = async (): Promise<void> => {
    await front.stop();
    await Promise.all(supervised.map((service) => service.stop()));
  };
  const url = `http://localhost:${options.port}`;
  try {
    await untilReady(`http://127.0.0.1:${options.port}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function untilReady(ingress: string): Promise<void> {
  const giveUpAt = performance.now() + READY_MS;
  let said = '';
  while (performance.now() < giveUpAt) {
    const answer = await fetch(`${ingress}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    said = (await answer?.text()) ?? said;
    await pause(200);
  }
  throw new Error(`not every service was ready after ${READY_MS / 1000} s: ${said}`);
}
