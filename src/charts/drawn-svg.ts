/**
 * A chart that the page has drawn, as text that means the same without the page: a file knows no style sheets and no custom
 * properties, so each element takes along what the browser made of them.
 */

/** What the browser may have taken from a style sheet, with what it is where nothing says otherwise. */
const STYLES = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-opacity': '1',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  opacity: '1',
  'font-size': '16px',
  'font-weight': '400',
  'text-anchor': 'start',
} as const;

/** What is not asked of the browser but read from the element. */
const GEOMETRY = ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'd', 'width', 'height', 'dy', 'transform', 'id'];

const SHAPES = ['path', 'line', 'circle', 'rect', 'text', 'tspan'];

/** @param svg in the document, so that styles apply to it */
export function drawnSvg(svg: SVGSVGElement): string {
  return [...svg.children].map(written).join('');
}

function written(element: Element): string {
  const name = element.tagName;
  if (name === 'title' || name === 'desc') return '';
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  const content = element.children.length > 0 ? [...element.children].map(written).join('') : text(element);
  if (SHAPES.includes(name)) {
    if (name !== 'text' && name !== 'tspan' && !isPainted(style) && element.closest('clipPath') === null) return '';
    return tag(name, [...geometry(element), ...(name === 'tspan' ? [] : painted(style))], content);
  }
  if (content === '') return '';
  const clip = element.getAttribute('clip-path');
  const own = style.opacity === '1' ? [] : [['opacity', style.opacity] as const];
  return tag(name, [...geometry(element), ...(clip === null ? [] : [['clip-path', clip] as const]), ...own], content);
}

type Attribute = readonly [name: string, value: string];

/** Without anything to see it is there for the pointer alone. */
function isPainted({ fill, stroke }: CSSStyleDeclaration): boolean {
  return [fill, stroke].some((paint) => paint !== 'none' && colour(paint).opacity > 0);
}

function geometry(element: Element): Attribute[] {
  return GEOMETRY.flatMap((name) => {
    const value = element.getAttribute(name);
    return value === null ? [] : [[name, value] as const];
  });
}

function painted(style: CSSStyleDeclaration): Attribute[] {
  return Object.entries(STYLES).flatMap(([name, unsaid]) => {
    const value = style.getPropertyValue(name);
    if (value === unsaid || value === '') return [];
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

function text(element: Element): string {
  return (element.textContent ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function tag(name: string, attributes: readonly Attribute[], content: string): string {
  // The paint of a fill with an opacity of its own says so once.
  const unique = [...new Map(attributes)].map(([attribute, value]) => ` ${attribute}="${value.replaceAll('"', "'")}"`);
  return content === '' ? `<${name}${unique.join('')}/>` : `<${name}${unique.join('')}>${content}</${name}>`;
}
