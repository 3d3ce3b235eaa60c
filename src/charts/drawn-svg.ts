import { escaped } from './svg-text.ts';

/**
 * A chart that the page has drawn, as text that means the same without the page: a file knows no style sheets and no custom
 * properties, so each element takes along what the browser made of them.
 */

type Attribute = readonly [name: string, value: string];

/** What the browser may have taken from a style sheet, with what it is where nothing says otherwise. */
const PAINT = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-opacity': '1',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  opacity: '1',
} as const;
const TYPE = { 'font-size': '', 'font-weight': '400', 'text-anchor': 'start', 'paint-order': 'normal' } as const;

/** What is read from the element itself. The chart library leaves many more behind than SVG knows of. */
const GEOMETRY: Readonly<Record<string, readonly string[]>> = {
  path: ['d', 'transform'],
  line: ['x1', 'x2', 'y1', 'y2'],
  circle: ['cx', 'cy', 'r'],
  rect: ['x', 'y', 'width', 'height'],
  text: ['x', 'y', 'transform'],
  tspan: ['x', 'dy'],
  g: ['transform', 'clip-path'],
  clipPath: ['id'],
};

/** @param svg in the document, so that styles apply to it */
export function drawnSvg(svg: SVGSVGElement): string {
  return [...svg.children].map(written).join('');
}

function written(element: Element): string {
  const name = element.tagName;
  const style = getComputedStyle(element);
  const geometry = GEOMETRY[name];
  if (name === 'title' || name === 'desc' || style.display === 'none' || style.visibility === 'hidden') return '';
  const content = element.children.length > 0 ? [...element.children].map(written).join('') : words(element);
  const place = (geometry ?? []).flatMap((key) => {
    const value = element.getAttribute(key);
    return value === null ? [] : [[key, value] as const];
  });
  switch (name) {
    case 'text':
      return tag(name, [...place, ...styles(style, PAINT), ...styles(style, TYPE)], content);
    case 'tspan':
    case 'clipPath':
      return tag(name, place, content);
    case 'path':
    case 'line':
    case 'circle':
    case 'rect':
      if (element.closest('clipPath') !== null) return tag(name, place, '');
      return isPainted(style) ? tag(name, [...place, ...styles(style, PAINT)], '') : '';
    case 'g':
      return content === '' ? '' : tag(name, [...place, ...styles(style, { opacity: '1' })], content);
    default:
      return content;
  }
}

/** Without anything to see it is there for the pointer alone. */
function isPainted({ fill, stroke }: CSSStyleDeclaration): boolean {
  return [fill, stroke].some((paint) => paint !== 'none' && colour(paint).opacity > 0);
}

function styles(style: CSSStyleDeclaration, unsaid: Readonly<Record<string, string>>): Attribute[] {
  return Object.entries(unsaid).flatMap(([name, usual]) => {
    const value = style.getPropertyValue(name);
    if (value === usual || value === '') return [];
    if ((name !== 'fill' && name !== 'stroke') || value === 'none') return [[name, value] as const];
    const { hex, opacity } = colour(value);
    return [[name, hex] as const, ...(opacity === 1 ? [] : [[`${name}-opacity`, String(opacity)] as const])];
  });
}

/** As every reader of SVG knows it: `rgba(120, 94, 160, 0.22)` is #785ea0 and an opacity. */
function colour(computed: string): { readonly hex: string; readonly opacity: number } {
  const [red = 0, green = 0, blue = 0, opacity = 1] = (computed.match(/[\d.]+/g) ?? []).map(Number);
  const hex = [red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');
  return { hex: `#${hex}`, opacity };
}

function words(element: Element): string {
  return element.tagName === 'text' || element.tagName === 'tspan' ? escaped(element.textContent ?? '') : '';
}

function tag(name: string, attributes: readonly Attribute[], content: string): string {
  const written = attributes.map(([attribute, value]) => ` ${attribute}="${value.replaceAll('"', "'")}"`).join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}
