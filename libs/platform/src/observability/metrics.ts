import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The process's metrics, served at `/metrics`. A metric is one row here. */
export const metricsRegistry = new Registry();
collectDefaultMetrics({ register: metricsRegistry });

const registers = [metricsRegistry];

export const metrics = {
  requestSeconds: new Histogram({ name: 'cdc_http_request_seconds', help: 'Time to answer a request', labelNames: ['method', 'route', 'status'], registers, buckets: [0.005, 0.02, 0.1, 0.5, 2, 10] }),
  deadLetters: new Counter({ name: 'cdc_dead_letters_total', help: 'Events parked after their last attempt', labelNames: ['consumer', 'type'], registers }),
  consumerRunning: new Gauge({ name: 'cdc_consumer_running', help: '1 while a consumer reads a source, 0 while it fails or is stopped', labelNames: ['consumer', 'source'], registers }),
  relayRunning: new Gauge({ name: 'cdc_relay_running', help: '1 while this process publishes the log of a service to Kafka, 0 while it cannot', labelNames: ['source'], registers }),
  eventsMended: new Counter({ name: 'cdc_events_mended_total', help: 'Events that Kafka did not bring and that were taken from the log', labelNames: ['consumer', 'source'], registers }),
  foreignMessages: new Counter({ name: 'cdc_foreign_messages_total', help: 'Messages on a topic that are no events of its service', labelNames: ['source'], registers }),
  submissionsDecided: new Counter({ name: 'cdc_submissions_decided_total', help: 'Submissions by feed and decision', labelNames: ['feed', 'status'], registers }),
  filesQuarantined: new Counter({ name: 'cdc_files_quarantined_total', help: 'Files destroyed or turned away, dry runs too, because they may hold details of patients or a virus', labelNames: ['feed', 'cause'], registers }),
  submissionRows: new Counter({ name: 'cdc_submission_rows_total', help: 'Rows read from submitted files', labelNames: ['feed'], registers }),
  slotsWaiting: new Gauge({ name: 'cdc_report_slots_waiting', help: 'Scheduled reports that are due and have no edition yet', labelNames: ['kind'], registers }),
  slotFailures: new Counter({ name: 'cdc_report_slot_failures_total', help: 'Times that a scheduled report could not be built', labelNames: ['kind'], registers }),
  mails: new Counter({ name: 'cdc_report_mails_total', help: 'Mails of reports by what became of an attempt to send them', labelNames: ['outcome'], registers }),
  editionsBuilt: new Counter({ name: 'cdc_editions_built_total', help: 'Report editions built', labelNames: ['kind'], registers }),
} as const;
