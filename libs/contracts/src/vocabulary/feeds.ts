import { type ServiceName } from './services.js';

/** Every feed, the service that owns its submissions, and its title for people. Who may send it is a row of libs/access. */
export const FEEDS = [
  { name: 'organisations', owner: 'cdc-registry', title: 'Organisations' },
  { name: 'cdc-register', owner: 'cdc-registry', title: 'Register of centres' },
  { name: 'offered-tests', owner: 'cdc-registry', title: 'Tests offered by centres' },
  { name: 'plan-activity', owner: 'cdc-registry', title: 'Activity plan' },
  { name: 'activity-daily', owner: 'activity-ingest', title: 'Daily activity' },
  { name: 'activity-weekly', owner: 'activity-ingest', title: 'Weekly activity' },
  { name: 'activity-monthly', owner: 'activity-ingest', title: 'Monthly activity' },
  { name: 'dm01-monthly', owner: 'activity-ingest', title: 'DM01 monthly diagnostics' },
] as const satisfies readonly { name: string; owner: ServiceName; title: string }[];

export type FeedName = (typeof FEEDS)[number]['name'];

export function feedRow(name: string): (typeof FEEDS)[number] | undefined {
  return FEEDS.find((feed) => feed.name === name);
}
