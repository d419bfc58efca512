/** `week.csv` as `week-annotated.csv`; a file that is corrected again keeps one ending. */
export function copyName(fileName: string, ending: 'annotated' | 'corrected'): string {
  const [, stem = fileName, extension = ''] = /^(.+?)(\.[^.]{1,8})?$/.exec(fileName) ?? [];
  return stem.endsWith(`-${ending}`) ? fileName : `${stem}-${ending}${extension}`;
}
