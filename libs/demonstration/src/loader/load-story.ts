import { type SentFile } from '../files/sent-file.js';
import { type Step } from '../story/story.js';
import { type PlatformCalls } from './platform-calls.js';

/** How far the loading has come. */
export interface LoadProgress {
  /** What is being done. */
  readonly step: string;
  /** Steps done, of `total`. */
  readonly done: number;
  readonly total: number;
}

/**
 * Tells the story to a platform, step by step: moves the Clock, then sends what is sent at that time. Senders work side by side, each one
 * file after the other.
 * @param from steps that an earlier run has done
 */
export async function loadStory(steps: readonly Step[], platform: PlatformCalls, from: number, report: (progress: LoadProgress) => Promise<void>): Promise<void> {
  const total = steps.length;
  for (const [done, { at, title, files, recipients = [] }] of [...steps.entries()].slice(from)) {
    await report({ step: title, done, total });
    await platform.moveClock(at);
    await Promise.all(bySender(files()).map((own) => inTurn(own, (file) => platform.send(file))));
    await inTurn(recipients, (list) => platform.setRecipients(list));
  }
}

function bySender(files: readonly SentFile[]): SentFile[][] {
  return [...new Set(files.map(({ client }) => client))].map((sender) => files.filter(({ client }) => client === sender));
}

async function inTurn<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (const item of items) await act(item);
}
