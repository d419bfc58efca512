import { MILESTONES, dayNumber, regionName } from '@cdc/contracts';
import { type FigureStatus } from '../editions/figure-line.model.js';
import { type CentreOpening, type LateMachine } from '../platform-api/overview-item.js';
import { counted, formatShortDate } from '../words/format.model.js';
import { LATE_DAYS, capitalised, slipWords } from '../words/programme-sentences.model.js';
import { modalityName, reasonName } from './attention.model.js';

export interface OpeningLine {
  readonly name: string;
  readonly region: string;
  readonly day: string;
  readonly expected: string;
  readonly against: string;
  readonly isLate: boolean;
}

const OPENINGS_SHOWN = 8;
const MACHINES_SHOWN = 8;

/** The centres that are expected to open next, and in words those whose day has passed. */
export function openingNext(openings: readonly CentreOpening[], today: string): { readonly lines: OpeningLine[]; readonly overdue: string | null } {
  const waiting = openings.flatMap((centre) => (centre.isOpen || centre.expected === null ? [] : [{ ...centre, expected: centre.expected }]));
  const passed = waiting.filter(({ expected }) => expected < today).length;
  const lines = waiting
    .filter(({ expected }) => expected >= today)
    .sort((a, b) => a.expected.localeCompare(b.expected) || a.name.localeCompare(b.name, 'en-GB'))
    .slice(0, OPENINGS_SHOWN)
    .map(({ name, regionCode, expected, planned }) => {
      const slip = planned === null ? null : dayNumber(expected) - dayNumber(planned);
      return {
        name,
        region: regionName(regionCode) ?? regionCode,
        day: expected,
        expected: formatShortDate(expected),
        against: slip === null ? 'No plan' : capitalised(slipWords(slip)),
        isLate: slip !== null && slip >= LATE_DAYS,
      };
    });
  const overdue = passed === 0 ? null : `${counted(passed, 'more centre was', 'more centres were')} expected before today and ${passed === 1 ? 'is' : 'are'} not open.`;
  return { lines, overdue };
}

export interface MachineLine {
  readonly equipment: string;
  readonly place: string;
  readonly milestone: string;
  readonly day: string;
  readonly expected: string;
  readonly status: FigureStatus;
  readonly reason: string;
}

/** `machines` come most urgent first. */
export function lateMachineLines(machines: readonly LateMachine[]): MachineLine[] {
  return machines.slice(0, MACHINES_SHOWN).map(({ modality, orgName, milestone, expected, daysLate, daysOverdue, reason }) => ({
    equipment: modalityName(modality),
    place: orgName,
    milestone: MILESTONES.find(({ code }) => code === milestone)?.name ?? milestone,
    day: expected,
    expected: formatShortDate(expected),
    status:
      daysOverdue > 0
        ? { text: `Overdue ${counted(daysOverdue, 'day', 'days')}`, shape: 'cross', colour: 'red' }
        : { text: capitalised(slipWords(daysLate)), shape: 'warning', colour: 'orange' },
    reason: reason === null ? 'No reason given' : reasonName(reason),
  }));
}
