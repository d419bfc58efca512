/** The first of these that there is: an address that was given, a Docker engine that answers, programs on the machine. */
export type ServiceSource<Programs> =
  | { readonly from: 'environment'; readonly address: string }
  | { readonly from: 'docker' }
  | { readonly from: 'programs'; readonly programs: Programs };

/** Absolute paths. `java` is Java 17 or later; Maven fetches Apache Kafka. */
export interface KafkaPrograms {
  readonly java: string;
  readonly mvn: string;
}

/** @returns the absolute path of a program, looked for on the PATH unless `name` is a path */
export function findProgram(name: string): string | undefined;
/** The client alone is no Docker. */
export function dockerAnswers(): boolean;
export function composeAnswers(): boolean;
export function kafkaPrograms(): KafkaPrograms | undefined;
/** @returns the absolute path of `redis-server` */
export function redisProgram(): string | undefined;
/** Asks no further than it must. */
export function chooseSource<Programs>(machine: {
  address: string | undefined;
  dockerAnswers: () => boolean;
  programs: () => Programs | undefined;
}): ServiceSource<Programs> | undefined;
export function chooseKafka(address: string | undefined): ServiceSource<KafkaPrograms> | undefined;
export function chooseRedis(address: string | undefined): ServiceSource<string> | undefined;
