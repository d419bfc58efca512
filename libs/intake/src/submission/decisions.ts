import { type LoadedFile } from './acceptance.js';
import { type FileReading } from './file-reading.js';
import { type Decision } from './decision.model.js';

/** A sound file enters the figures. */
export function acceptance(loaded: LoadedFile, supersedes: readonly string[], decidedAt: Date): Decision {
  return { status: 'accepted', ...figuresOf(loaded), decidedAt, supersedes, liveCells: loaded.succession.live, places: null, unseen: false };
}

/** A sound file waits for reasons; nothing of it is kept but what it would do. */
export function waiting(loaded: LoadedFile): Decision {
  return { status: 'awaiting-confirmation', ...figuresOf(loaded), decidedAt: null, supersedes: [], liveCells: null, places: loaded.succession.places(), unseen: false };
}

/** The file is turned away as a whole; one that nobody may keep is destroyed as well. */
export function rejection({ result, faults }: FileReading, decidedAt: Date): Decision {
  const { counts, layout, totals } = result;
  return {
    status: result.quarantined ? 'quarantined' : 'rejected',
    layout: layout?.name ?? null,
    read: counts.read,
    new: 0,
    changed: 0,
    unchanged: 0,
    dropped: 0,
    errors: counts.errors + faults.length,
    warnings: result.quarantined ? 0 : counts.warnings,
    totals: result.quarantined ? {} : totals,
    decidedAt,
    supersedes: [],
    liveCells: null,
    places: null,
    unseen: result.unseen,
  };
}

function figuresOf({ result, outcome, warnings }: LoadedFile) {
  const { counts, layout, totals } = result;
  return {
    layout: layout?.name ?? null,
    read: counts.read,
    new: outcome.new,
    changed: outcome.changed,
    unchanged: outcome.unchanged,
    dropped: outcome.diff.dropped,
    errors: 0,
    warnings: counts.warnings + warnings.length,
    totals,
  };
}
