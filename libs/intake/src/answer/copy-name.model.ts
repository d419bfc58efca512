import { type FixGroup } from '@cdc/feeds';

/** As long as a reason may be. */
const MOST_REASON = 500;

/** `week.csv` as `week-annotated.csv`; a file that is corrected again keeps one ending. */
export function copyName(fileName: string, ending: 'annotated' | 'corrected'): string {
  const [, stem = fileName, extension = ''] = /^(.+?)(\.[^.]{1,8})?$/.exec(fileName) ?? [];
  return stem.endsWith(`-${ending}`) ? fileName : `${stem}-${ending}${extension}`;
}

/** Why a corrected copy was sent, kept with it. @param given why the file was sent in the first place */
export function correctionReason(submissionId: string, groups: readonly FixGroup[], given: string | null): string {
  const correction = `Corrected copy of ${submissionId}: ${groups.map(({ sentence }) => sentence).join('; ')}`;
  const reason = given === null ? correction : `${given} (${correction})`;
  return reason.length <= MOST_REASON ? reason : `${reason.slice(0, MOST_REASON - 1)}…`;
}
