export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

/** Text as it may stand in SVG and HTML, also within an attribute. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** An element. `children` are elements, already escaped; for words use {@link svgText}. Numbers keep one decimal. */
export function element(name: string, attributes: SvgAttributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escapeText(String(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

export function svgText(words: string, attributes: SvgAttributes): string {
  return element('text', attributes, escapeText(words));
}

/** A drawing that says what a table beside it says too. `title` names kind and subject, `description` the finding with its numbers. */
export function figureSvg(id: string, size: Size, words: { readonly title: string; readonly description: string }, ...children: readonly string[]): string {
  return element(
    'svg',
    { class: 'app-chart', viewBox: `0 0 ${size.width} ${size.height}`, width: size.width, height: size.height, role: 'img', 'aria-labelledby': `${id}-title ${id}-description` },
    element('title', { id: `${id}-title` }, escapeText(words.title)),
    element('desc', { id: `${id}-description` }, escapeText(words.description)),
    ...children,
  );
}

/** A drawing whose number stands beside it, hidden from those who are read to. */
export function decorativeSvg(size: Size, ...children: readonly string[]): string {
  return element(
    'svg',
    { class: 'app-graphic', viewBox: `0 0 ${size.width} ${size.height}`, width: size.width, height: size.height, 'aria-hidden': 'true', focusable: 'false' },
    ...children,
  );
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** @throws RangeError where a chart came to no number: a wrong drawing is worse than none */
function short(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('a drawing came to a number that is none');
  return String(Math.round(value * 10) / 10);
}
