import { type ServiceName } from '@cdc/contracts';

/** Partitions of every topic: how many processes of one consumer can share its work. Changing it moves aggregates to other partitions, so their order is lost: see ADR 17. */
export const PARTITIONS = 6;

/** Names in a Kafka cluster that several deployments may share. */
export class KafkaNames {
  /** @param namespace first part of every name; `cdc` unless deployments share a cluster */
  constructor(private readonly namespace: string) {}

  /** The topic that carries a service's whole log. */
  topic(source: ServiceName): string {
    return `${this.namespace}.${source}.v1`;
  }

  /** The service whose topic this is. */
  source(topic: string): ServiceName {
    return topic.slice(this.namespace.length + 1, -'.v1'.length) as ServiceName;
  }

  /** The consumer group of a service: all of its processes. A new name would deliver everything again. */
  group(consumer: ServiceName): string {
    return `${this.namespace}.${consumer}`;
  }

  /** Under which name the relay keeps its mark: another cluster has nothing of the log yet, so it has a mark of its own. */
  relay(clusterId: string): string {
    return `kafka:${this.namespace}:${clusterId}`;
  }
}
