import { type SubmissionStatus } from '@cdc/contracts';
import { counted } from '../words/format.model.js';

export interface StatusTag {
  readonly text: string;
  readonly shape: 'tick' | 'warning' | 'cross' | 'ring';
  readonly colour: 'green' | 'orange' | 'red' | 'blue' | 'grey';
}

/** The word, shape and colour of a file's state: never one without the others. */
export function submissionTag(status: SubmissionStatus, counts: { readonly errors: number; readonly warnings: number }): StatusTag {
  switch (status) {
    case 'accepted':
      return counts.warnings > 0
        ? { text: `Accepted, ${counted(counts.warnings, 'warning', 'warnings')}`, shape: 'warning', colour: 'orange' }
        : { text: 'Accepted', shape: 'tick', colour: 'green' };
    case 'rejected':
      return { text: counted(counts.errors, 'problem to fix', 'problems to fix'), shape: 'cross', colour: 'red' };
    case 'quarantined':
      return { text: 'Deleted', shape: 'cross', colour: 'red' };
    case 'superseded':
      return { text: 'Replaced', shape: 'ring', colour: 'grey' };
    case 'awaiting-confirmation':
      return { text: 'Waiting for you', shape: 'warning', colour: 'orange' };
    case 'received':
    case 'checking':
      return { text: 'Checking', shape: 'ring', colour: 'blue' };
  }
}
