import { dayNumber, londonDate } from '@cdc/contracts';
import { type OwedReturnItem } from '../platform-api/owed-return-item.js';
import { type StatusTag } from '../submissions/submission-tag.model.js';
import { counted, formatDate, formatLongDate, formatMonth } from '../words/format.model.js';

/** A return that a region owes, in words. */
export interface OwedLine {
  readonly title: string;
  readonly tag: StatusTag;
  /** Both deadlines, or how it came. */
  readonly hint: string;
  readonly missing: readonly string[];
}

export interface OwedGroup {
  readonly heading: string;
  readonly id: string;
  readonly lines: readonly OwedLine[];
}

const GROUPS = [
  { progress: 'late', heading: 'Late', id: 'owed-late' },
  { progress: 'due', heading: 'Due', id: 'owed-due' },
  { progress: 'done', heading: 'Done', id: 'owed-done' },
] as const;

/** What a region owes, late first; a group without lines is not there. @param now an instant */
export function owedGroups(items: readonly OwedReturnItem[], now: Date): readonly OwedGroup[] {
  return GROUPS.map(({ progress, heading, id }) => ({ heading, id, lines: items.filter((item) => item.progress === progress).map((item) => owedLine(item, now)) })).filter(
    ({ lines }) => lines.length > 0,
  );
}

function owedLine(item: OwedReturnItem, now: Date): OwedLine {
  const { title, grain, period, softDeadline, hardDeadline, missing, first } = item;
  const of = grain === 'week' ? `week ending ${formatDate(period)}` : formatMonth(period);
  const soft = londonDate(new Date(softDeadline));
  const hard = londonDate(new Date(hardDeadline));
  const today = londonDate(now);
  const deadlines = `Due by the end of ${formatLongDate(soft)}. ${hard < today ? 'After' : 'Until'} ${formatLongDate(hard)} ${hard < today ? 'a correction needs a reason' : 'it can be corrected without a reason'}.`;
  return { title: `${title}: ${of}`, tag: tagOf(item, daysBetween(soft, today)), hint: item.progress === 'done' && first ? `${cameWords(first)} ${deadlines}` : deadlines, missing };
}

function tagOf({ progress }: OwedReturnItem, daysOver: number): StatusTag {
  if (progress === 'done') return { text: 'Complete', shape: 'tick', colour: 'green' };
  if (progress === 'late') return { text: `Late by ${counted(daysOver, 'day', 'days')}`, shape: 'cross', colour: 'red' };
  if (daysOver === 0) return { text: 'Due today', shape: 'warning', colour: 'orange' };
  return { text: `Due in ${counted(-daysOver, 'day', 'days')}`, shape: 'ring', colour: 'blue' };
}

function cameWords({ receivedAt, timeliness, daysLate }: NonNullable<OwedReturnItem['first']>): string {
  const came = `First sent on ${formatDate(londonDate(new Date(receivedAt)))}`;
  return timeliness === 'on-time' ? `${came}, on time.` : `${came}, ${counted(daysLate, 'day', 'days')} late.`;
}

function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}
