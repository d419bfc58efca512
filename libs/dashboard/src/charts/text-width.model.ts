/** Advance widths of Helvetica in thousandths of the type size, from space to tilde; Arial and Liberation Sans have the same. */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
] as const;
const FIRST = 32;
/** A letter outside the table counts as a wide one, so that a label gets too much room and never too little. */
const OTHER = 722;
const BOLD = 1.08;

/** How wide a line of text is drawn, in the units of `size`. */
export function textWidth(text: string, size: number, weight: 'normal' | 'bold' = 'normal'): number {
  const thousandths = [...text].reduce((sum, letter) => sum + (WIDTHS[(letter.codePointAt(0) ?? 0) - FIRST] ?? OTHER), 0);
  return (thousandths / 1000) * size * (weight === 'bold' ? BOLD : 1);
}
