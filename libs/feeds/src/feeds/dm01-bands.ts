/** Columns of the 14 bands of waiting in the DM01 workbook: up to 1 week, 1 to 2 … 12 to 13, and 13 or more. */
export const DM01_BANDS: readonly string[] = Array.from(
  { length: 14 },
  (_, week) => `waiting_${String(week).padStart(2, '0')}`,
);
