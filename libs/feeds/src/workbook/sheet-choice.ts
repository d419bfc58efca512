import { isInformationSheet } from '../copy/for-information.js';
import { type SheetName } from '../worker/reading.model.js';

/** The sheet of one of these names, else the only visible one that holds anything; the first where none does. Null where several do. */
export async function chooseSheet(
  sheets: readonly SheetName[],
  names: readonly string[],
  isFilled: (sheet: number) => Promise<boolean> | boolean,
): Promise<{ chosen: number | null; filled: readonly string[] }> {
  const named = sheets.findIndex(({ name }) => names.some((one) => folded(one) === folded(name)));
  if (named >= 0) return { chosen: named, filled: [] };
  const filled: number[] = [];
  for (const [index, sheet] of sheets.entries()) if (!sheet.hidden && !isInformationSheet(sheet.name) && (await isFilled(index))) filled.push(index);
  if (filled.length > 1) return { chosen: null, filled: filled.map((index) => sheets[index]?.name ?? '') };
  return { chosen: filled[0] ?? 0, filled: [] };
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
