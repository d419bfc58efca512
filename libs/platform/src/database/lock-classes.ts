/** First key of every two-key advisory lock, so that two uses can never meet. */
export const LOCK_CLASS = {
  /** id: service number. Held while a service's migrations run. */
  migrations: 7101,
  /** id: service number. Held from `emit()` to the end of the transaction: log order is commit order. */
  eventLog: 7102,
  /** id: number of a region (or 0). Held while a submission's cells are loaded. */
  submissionCells: 7103,
  /** id: service number. Held by the process that publishes the service's log to Kafka. */
  relay: 7104,
} as const;
