import { type EditionKind, type Level } from '@cdc/contracts';
import { inventProgramme } from '../programme/programme.js';
import { TODAY, instant } from '../programme/days.js';
import { type SentFile } from '../files/sent-file.js';
import { beginning } from './beginning.js';
import { months } from './months.js';
import { weeks } from './weeks.js';

/** Who is mailed a scheduled report, or reminded of missing returns. */
export interface Recipients {
  readonly kind: EditionKind | 'chasing';
  readonly scope: { readonly level: Level; readonly code: string };
  readonly recipients: readonly { readonly email: string; readonly name: string }[];
}

/** One moment of the story. */
export interface Step {
  /** Where the Clock stands when the step begins: an ISO instant. */
  readonly at: string;
  /** What goes on, for people: `Week ending 12 June 2022: returns of activity`. */
  readonly title: string;
  /** What is sent then. Made when its turn comes, as all of it together would fill the memory. */
  readonly files: () => readonly SentFile[];
  readonly recipients?: readonly Recipients[];
}

/** Where the story leaves the Clock. */
const END = instant(TODAY, '14:30');

/** Everything that happens from 1 April to 18 November 2022, in the order of time. The same each time. */
export function demonstrationStory(): Step[] {
  const programme = inventProgramme();
  const steps = [...beginning(programme), ...weeks(programme), ...months(programme)].filter(({ at }) => at <= END);
  steps.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
  return [...steps, { at: END, title: 'Friday 18 November 2022, half past two', files: () => [] }];
}
