import { type ServiceName } from './services.js';

/** Every feed, the service that owns its submissions, and its title for people. Who may send it is a row of libs/access. */
export const FEEDS = [
  { name: 'organisations', owner: 'cdc-registry', title: 'Organisations' },
  { name: 'cdc-register', owner: 'cdc-registry', title: 'Register of centres' },
  { name: 'offered-tests', owner: 'cdc-registry', title: 'Tests offered by centres' },
  { name: 'plan-activity', owner: 'cdc-registry', title: 'Activity plan' },
  { name: 'plan-spend', owner: 'cdc-registry', title: 'Spend plan' },
  { name: 'opening-plan', owner: 'cdc-registry', title: 'Opening plan' },
  { name: 'activity-daily', owner: 'activity-ingest', title: 'Daily activity' },
  { name: 'activity-weekly', owner: 'activity-ingest', title: 'Weekly activity' },
  { name: 'activity-monthly', owner: 'activity-ingest', title: 'Monthly activity' },
  { name: 'dm01-monthly', owner: 'activity-ingest', title: 'DM01 monthly diagnostics' },
  { name: 'machines', owner: 'equipment-tracker', title: 'Machines' },
  { name: 'installations', owner: 'equipment-tracker', title: 'Installation milestones' },
  { name: 'estate', owner: 'equipment-tracker', title: 'Estate' },
  { name: 'ledger', owner: 'spend-monitor', title: 'Ledger' },
  { name: 'commitments', owner: 'spend-monitor', title: 'Commitments' },
  { name: 'spend-forecast', owner: 'spend-monitor', title: 'Spend forecast' },
] as const satisfies readonly { name: string; owner: ServiceName; title: string }[];

export type FeedName = (typeof FEEDS)[number]['name'];

export function feedRow(name: string): (typeof FEEDS)[number] | undefined {
  return FEEDS.find((feed) => feed.name === name);
}
