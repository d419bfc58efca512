import { IntakeTables1780000001000 } from './migrations/1780000001000-intake-tables.js';
import { BeforeCommit1781300000000 } from './migrations/1781300000000-before-commit.js';
import { DestroyedFiles1781200000000 } from './migrations/1781200000000-destroyed-files.js';
import { FilesNotKept1781640000000 } from './migrations/1781640000000-files-not-kept.js';
import { SubmissionParameters1781000000000 } from './migrations/1781000000000-submission-parameters.js';
import { SubmissionWindows1781400000000 } from './migrations/1781400000000-submission-windows.js';

export { compareFacts, compareList, type ListComparison, type StatedFacts } from './change/stated-list.model.js';
export { DryRunService } from './dry-run/dry-run.service.js';
export { IntakeModule, type IntakeOptions } from './intake.module.js';
export { MAX_CHANGES_KEPT, NO_DIFF, cellChanges, droppedCell, pounds, type CellChange, type CellPlace, type Diff } from './change/change.model.js';
export { statedCells, type CellStanding, type ReplacedFile, type Statement, type StatedCells } from './succession/succession.model.js';
export { askWarning, restatementWarnings } from './warning/warning.model.js';
export { type FeedLoad, type FeedLoader, type LoadOutcome, type LoadRequest } from './submission/feed-loader.js';
export { SubmissionCheckService } from './submission/submission-check.service.js';
export { Submission } from './submission/submission.entity.js';
export { type StatedPeriod } from './window/stated-period.js';
export { NO_PARAMETERS, type SubmissionParameters } from './submission/submission-parameters.model.js';

/** The tables of submissions: every service that takes files lists these before its own. */
export const INTAKE_MIGRATIONS = [
  IntakeTables1780000001000,
  SubmissionParameters1781000000000,
  DestroyedFiles1781200000000,
  BeforeCommit1781300000000,
  SubmissionWindows1781400000000,
  FilesNotKept1781640000000,
];
