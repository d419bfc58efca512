/** A drawing of the file from its first row to its last, with a mark where a problem is. */
export interface FileMap {
  readonly lastRow: number;
  /** Places of the marks, in units of a drawing {@link FILE_MAP_WIDTH} wide; errors and warnings apart. */
  readonly errors: readonly number[];
  readonly warnings: readonly number[];
}

export const FILE_MAP_WIDTH = 300;

interface Problem {
  readonly row: number | null;
  readonly severity: 'error' | 'warning';
}

/** Null where no problem has a row: then there is nothing to place. */
export function fileMap(problems: readonly Problem[], rowsRead: number): FileMap | null {
  const placed = problems.filter((problem): problem is Problem & { row: number } => problem.row !== null);
  if (placed.length === 0) return null;
  const lastRow = placed.reduce((last, problem) => Math.max(last, problem.row), rowsRead + 1);
  const marks = (severity: Problem['severity']) => [
    ...new Set(placed.filter((problem) => problem.severity === severity).map(({ row }) => Math.round(((row - 1) / lastRow) * (FILE_MAP_WIDTH - 2)))),
  ];
  return { lastRow, errors: marks('error'), warnings: marks('warning') };
}
