import { CONFIRM_CODES } from '@cdc/feeds';
import { feedRow, regionName, type EditionKind, type Level } from '@cdc/contracts';
import { type SubmissionError, type SubmissionErrorGroup, type SubmissionItem } from '../platform-api/submission-item.js';
import { counted, formatBytes, formatCount, formatPercent, formatShortInstant } from '../words/format.model.js';
import { acceptanceSummary, rejectionSummary } from '../words/sentences.model.js';
import { errorGroupViews, type ErrorGroupView } from './error-groups.model.js';
import { fileMap, type FileMap } from './file-map.model.js';
import { quarantineWords } from './quarantine-words.model.js';
import { submissionTag, type StatusTag } from './submission-tag.model.js';

export interface FileLine {
  readonly id: string;
  readonly href: string;
  readonly fileName: string;
  readonly feedTitle: string;
  readonly region: string | null;
  readonly sent: string;
  readonly rows: string;
  readonly tag: StatusTag;
}

export interface ReportToMake {
  readonly kind: EditionKind;
  readonly period: string;
  readonly scope: `${Level}:${string}`;
  readonly text: string;
}

type State = 'checking' | 'rejected' | 'accepted' | 'awaiting' | 'quarantined' | 'other';

export interface SubmissionPage {
  readonly title: string;
  readonly heading: string;
  readonly state: State;
  readonly file: FileLine;
  readonly summary: string;
  /** What the sender of a destroyed file does now; empty for any other. */
  readonly steps: readonly string[];
  readonly progress: { sentence: string; done: number; total: number; percent: string; steps: { text: string; word: string; state: string }[] } | null;
  readonly errorGroups: readonly ErrorGroupView[];
  readonly warningGroups: readonly ErrorGroupView[];
  readonly map: FileMap | null;
  readonly totals: readonly { column: string; value: string }[];
  readonly about: readonly { label: string; value: string }[];
}

const STATE: Readonly<Record<SubmissionItem['status'], { state: State; heading: string; summary: string }>> = {
  received: { state: 'checking', heading: 'We are checking your file', summary: '' },
  checking: { state: 'checking', heading: 'We are checking your file', summary: '' },
  rejected: { state: 'rejected', heading: 'Your file was not accepted', summary: '' },
  accepted: { state: 'accepted', heading: 'File accepted', summary: '' },
  'awaiting-confirmation': { state: 'awaiting', heading: 'Your file waits for your confirmation', summary: 'It has no errors. Its figures are not used until you say why they are right.' },
  quarantined: { state: 'quarantined', heading: 'We deleted your file', summary: '' },
  superseded: { state: 'other', heading: 'This file was replaced', summary: 'A later file states the same figures. That one is in use.' },
};

const STEPS = [
  { name: 'received', text: 'File received' },
  { name: 'checking', text: 'Columns, codes, dates and numbers' },
  { name: 'loading', text: 'Into the figures' },
];

export function fileLine(item: SubmissionItem): FileLine {
  return {
    id: item.id,
    href: `/submissions/${encodeURIComponent(item.id)}`,
    fileName: item.fileName,
    feedTitle: feedRow(item.feed)?.title ?? item.feed,
    region: item.region === null ? null : (regionName(item.region) ?? item.region),
    sent: formatShortInstant(item.submittedAt),
    rows: formatCount(item.counts.read),
    tag: submissionTag(item.status, item.counts),
  };
}

/** @param errors those read so far; the groups count all of them */
export function submissionPage(item: SubmissionItem, groups: readonly SubmissionErrorGroup[], errors: readonly SubmissionError[]): SubmissionPage {
  const { state, heading, summary } = STATE[item.status];
  const file = fileLine(item);
  const errorGroups = errorGroupViews(groups, errors, 'error');
  const rejected = state === 'rejected';
  const quarantine = state === 'quarantined' ? quarantineWords(groups.map(({ code }) => code)) : null;
  return {
    title: `${rejected || quarantine ? 'Error: ' : ''}${heading}: ${file.fileName}`,
    heading,
    state,
    file,
    summary: rejected ? rejectionSummary(item.counts.errors, errorGroups.length, item.counts.read) : state === 'accepted' ? acceptanceSummary(item.counts) : (quarantine?.summary ?? summary),
    steps: quarantine?.steps ?? [],
    progress: state === 'checking' ? progressOf(item) : null,
    errorGroups,
    // What a waiting file asks about stands in its form, with a box for each reason.
    warningGroups: errorGroupViews(state === 'awaiting' ? groups.filter(({ code }) => !CONFIRM_CODES.some((one) => one === code)) : groups, errors, 'warning'),
    map: fileMap(errors, item.counts.read),
    totals: totalsOf(item),
    about: about(item, file),
  };
}

function progressOf(item: SubmissionItem): SubmissionPage['progress'] {
  const { step, done, total } = item.progress ?? { step: 'received', done: 0, total: 0 };
  const at = Math.max(0, STEPS.findIndex((one) => one.name === step));
  return {
    sentence: total > 0 ? `${formatPercent(done, total) ?? '0%'} of the file is checked.` : 'The check starts in a moment.',
    done,
    total: Math.max(total, 1),
    percent: formatPercent(done, total) ?? '0%',
    steps: STEPS.map(({ text }, index) => ({
      text,
      word: index < at ? 'Done' : index === at ? 'In progress' : 'Not yet started',
      state: index < at ? 'done' : index === at ? 'doing' : 'waiting',
    })),
  };
}

/** A file of which no row was sound adds up to nothing, which says nothing. */
function totalsOf({ totals, status }: SubmissionItem): SubmissionPage['totals'] {
  const entries = Object.entries(totals);
  if (status !== 'accepted' && entries.every(([, value]) => value === 0)) return [];
  return entries.map(([column, value]) => ({ column, value: formatCount(value) }));
}

function about(item: SubmissionItem, file: FileLine): { label: string; value: string }[] {
  const size = item.bytes === null ? '' : `${formatBytes(item.bytes)}, `;
  return [
    { label: 'File', value: file.fileName },
    { label: 'Size', value: `${size}${counted(item.counts.read, 'row', 'rows')}` },
    { label: 'Sent', value: file.sent },
    { label: 'Sent by', value: item.submittedBy },
    ...(item.decidedAt === null ? [] : [{ label: 'Decided', value: formatShortInstant(item.decidedAt) }]),
    ...(item.layout === null ? [] : [{ label: 'Layout', value: item.layout }]),
    { label: 'Reference', value: file.id },
  ];
}
