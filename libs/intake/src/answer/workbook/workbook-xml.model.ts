import { RELATIONS_NAMESPACE, RELATION_TYPES, SHEET_TYPES, XML_HEAD, relationXml, xmlText } from '@cdc/feeds';

/** Changes to the small parts of a workbook, letter by letter: what they do not touch stays as it was. */

/** Style sheets with more cell styles than this are left alone. */
const MOST_STYLES = 20_000;
const WRONG_FILL = '<fill><patternFill patternType="solid"><fgColor rgb="FFFFD9CC"/><bgColor indexed="64"/></patternFill></fill>';

export interface FilledStyles {
  readonly xml: string;
  /** The filled twin of a style, by the number of the style; undefined where there is none. */
  twinOf(style: string | null): number | undefined;
}

/** Gives every cell style a twin with a fill. */
export function filledStyles(xml: string): FilledStyles {
  const fills = /<fills\b[^>]*>([\s\S]*?)<\/fills>/.exec(xml);
  const cellStyles = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(xml);
  const styles = cellStyles?.[1]?.match(/<xf\b[^>]*\/>|<xf\b[^>]*>[\s\S]*?<\/xf>/g) ?? [];
  if (!fills || !cellStyles || styles.length === 0 || styles.length > MOST_STYLES) return { xml, twinOf: () => undefined };
  const fill = (fills[1]?.match(/<fill\b/g) ?? []).length;
  const twins = styles.map((style) => style.replace(/^<xf\b[^>]*?(?=\/?>)/, (head) => `${head.replace(/\s(?:fillId|applyFill)="[^"]*"/g, '')} fillId="${fill}" applyFill="1"`));
  const changed = xml
    .replace(fills[0], () => `<fills count="${fill + 1}">${fills[1]}${WRONG_FILL}</fills>`)
    .replace(cellStyles[0], () => `<cellXfs count="${styles.length * 2}">${cellStyles[1]}${twins.join('')}</cellXfs>`);
  return { xml: changed, twinOf: (style) => (Number(style ?? 0) < styles.length ? styles.length + Number(style ?? 0) : undefined) };
}

/** Elements behind the cells that a drawing of comments must stand before. */
const BEHIND_COMMENTS = new Set(['legacyDrawingHF', 'drawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems', 'tableParts', 'extLst']);

/** The end of a sheet with its comments' drawing; null where the sheet has comments already. @param tail what is behind its cells */
export function withComments(tail: string, relationId: string): string | null {
  if (/<legacyDrawing[\s/>]/.test(tail)) return null;
  let depth = 0;
  for (const { 0: tag, 1: closing, 2: name = '', index } of tail.matchAll(/<(\/?)([A-Za-z][\w:.-]*)[^>]*>/g)) {
    if (depth === 0 && (closing === '/' || BEHIND_COMMENTS.has(name))) {
      return `${tail.slice(0, index)}<legacyDrawing xmlns:r="${RELATION_TYPES}" r:id="${relationId}"/>${tail.slice(index)}`;
    }
    if (closing === '/') depth--;
    else if (!tag.endsWith('/>')) depth++;
  }
  return null;
}

/** The parts of sheets by name. Null for a workbook that is written in a way we do not change. */
export function sheetParts(workbook: string, relations: string): ReadonlyMap<string, string> | null {
  if (!workbook.includes('</sheets>')) return null;
  const targets = new Map([...relations.matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target')]));
  return new Map(
    [...workbook.matchAll(/<sheet\s[^>]*>/g)].map(([tag]) => {
      const target = targets.get(/\s[\w]+:id="([^"]*)"/.exec(tag)?.[1] ?? '') ?? '';
      return [plainText(attribute(tag, 'name')), target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    }),
  );
}

/** A name for one sheet more. */
export function newSheetName(names: Iterable<string>): string {
  const taken = new Set([...names].map((name) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'Errors' : `Errors ${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

export function withSheet(workbook: string, name: string, relationId: string): string {
  const id = [...workbook.matchAll(/<sheet\s[^>]*>/g)].reduce((most, [tag]) => Math.max(most, Number(attribute(tag, 'sheetId')) || 0), 0) + 1;
  return workbook.replace('</sheets>', () => `<sheet xmlns:r="${RELATION_TYPES}" name="${xmlText(name)}" sheetId="${id}" r:id="${relationId}"/></sheets>`);
}

/** @param xml null where the part has no relations yet */
export function withRelations(xml: string | null, relations: readonly { id: string; type: string; target: string }[]): string {
  const list = relations.map(({ id, type, target }) => relationXml(id, type, target)).join('');
  if (xml === null || !xml.includes('</Relationships>')) return `${XML_HEAD}<Relationships xmlns="${RELATIONS_NAMESPACE}">${list}</Relationships>`;
  return xml.replace('</Relationships>', () => `${list}</Relationships>`);
}

/** @param parts names of new parts with what they are, as in `comments` */
export function withTypes(xml: string, parts: readonly { name: string; type: string }[]): string {
  const vml = /Extension="vml"/i.test(xml) ? '' : '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  const list = parts.map(({ name, type }) => `<Override PartName="/${name}" ContentType="${SHEET_TYPES}.${type}+xml"/>`).join('');
  // Defaults may stand anywhere among the overrides.
  return xml.replace('</Types>', () => `${vml}${list}</Types>`);
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function plainText(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}
