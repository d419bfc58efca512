import { ReadFault, type SheetName } from '../worker/reading.model.js';
import { isDateFormat } from './number-formats.model.js';
import { type WorkbookPackage } from './workbook-package.js';
import { readXml, type XmlHandler } from './xml-reader.js';

export interface SheetPart extends SheetName {
  /** Name of the part that holds its cells. */
  readonly part: string;
}

/** What a workbook says of itself before its cells are read. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly is1904: boolean;
  /** By the number of a cell's style: whether its number is a date. */
  readonly dateStyles: readonly boolean[];
  readonly sharedTexts: string | null;
  /** What the workbook may not hold and holds. Its cells can be read all the same. */
  readonly refusals: readonly ('MACROS' | 'EXTERNAL_LINKS')[];
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

const LINKS = /^xl\/(?:externallinks\/|connections\.xml$)/;
const MACROS = /(?:^|\/)vbaproject[^/]*\.bin$|^xl\/macrosheets\//;
const MACRO_TYPE = /macroenabled/i;

/**
 * Finds the sheets and what their cells mean. Links to other files, connections and macros are told of, never followed.
 * @throws ReadFault
 */
export async function readWorkbookParts(file: WorkbookPackage): Promise<WorkbookParts> {
  if (!file.has('[Content_Types].xml')) throw new ReadFault('TYPE_NOT_SUPPORTED', { detail: 'a compressed file' });
  const hasMacros = file.names.some((name) => MACROS.test(name)) || (await hasMacroType(file));
  const hasLinks = file.names.some((name) => LINKS.test(name));
  const root = [...(await relationsOf(file, '')).values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (root.toLowerCase().endsWith('.bin')) throw new ReadFault('TYPE_NOT_SUPPORTED', { detail: 'a binary workbook (.xlsb)' });
  if (!/workbook[^/]*\.xml$/i.test(root)) throw new ReadFault('TYPE_NOT_SUPPORTED', { detail: 'a document or a presentation' });
  const relations = await relationsOf(file, root);
  const listed = await readSheetList(file, root, relations);
  const partOf = (type: string): string | null => [...relations.values()].find((relation) => relation.type === type && file.has(relation.target))?.target ?? null;
  const styles = partOf('styles');
  const refusals = [...(hasMacros ? (['MACROS'] as const) : []), ...(hasLinks ? (['EXTERNAL_LINKS'] as const) : [])];
  return { ...listed, dateStyles: styles === null ? [] : await readDateStyles(file, styles), sharedTexts: partOf('sharedStrings'), refusals };
}

async function hasMacroType(file: WorkbookPackage): Promise<boolean> {
  let isFound = false;
  await readXml(file.read('[Content_Types].xml'), {
    // Some programs state a type with macros as the default of an ending that no part has.
    open: (element, { ContentType = '' }) => {
      isFound ||= element === 'Override' && MACRO_TYPE.test(ContentType);
    },
  });
  return isFound;
}

/** The relations of a part by their ids; of the workbook as a whole for the part ''. */
async function relationsOf(file: WorkbookPackage, part: string): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const name = `${folder}_rels/${part.slice(slash)}.rels`;
  const relations = new Map<string, Relation>();
  if (!file.has(name)) return relations;
  await readXml(file.read(name), {
    open: (element, { Id = '', Type = '', Target = '', TargetMode = '' }) => {
      if (element !== 'Relationship' || TargetMode === 'External') return;
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target: resolved(folder, Target) });
    },
  });
  return relations;
}

/** A target as the name of a part. */
function resolved(folder: string, target: string): string {
  const parts: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '' && step !== '.') parts.push(step);
  }
  return parts.join('/');
}

async function readSheetList(
  file: WorkbookPackage,
  root: string,
  relations: ReadonlyMap<string, Relation>,
): Promise<Pick<WorkbookParts, 'sheets' | 'is1904'>> {
  const sheets: SheetPart[] = [];
  let is1904 = false;
  await readXml(file.read(root), {
    open: (element, attributes) => {
      if (element === 'workbookPr') is1904 = isTrue(attributes['date1904']);
      if (element !== 'sheet') return;
      const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
      const relation = relations.get(id);
      // Sheets of charts and dialogs have no cells.
      if (relation?.type !== 'worksheet') return;
      const hidden = ['hidden', 'veryHidden'].includes(attributes['state'] ?? '');
      sheets.push({ name: attributes['name'] ?? '', hidden, part: relation.target });
    },
  });
  return { sheets, is1904 };
}

async function readDateStyles(file: WorkbookPackage, part: string): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let isCellStyle = false;
  const handler: XmlHandler = {
    open: (element, attributes) => {
      if (element === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (element === 'cellXfs') isCellStyle = true;
      else if (element === 'xf' && isCellStyle) {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push(isDateFormat(id, codes.get(id)));
      }
    },
    close: (element) => {
      if (element === 'cellXfs') isCellStyle = false;
    },
  };
  await readXml(file.read(part), handler);
  return styles;
}

export function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}
