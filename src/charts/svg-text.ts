/** What every picture that is made for a file has: on white, for paper and slides, in fonts that any reader has. */

/** What a reader without the first of them falls back to. */
const FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Anchor = 'start' | 'middle' | 'end';

export function textAt(x: number, y: number, text: string, anchor: Anchor, size: number, more = ''): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}"${more}>${escaped(text)}</text>`;
}

export const BOLD = ' font-weight="650"';

/** A whole picture. @param title what a screen reader says it is */
export function svgPicture(width: number, height: number, title: string, content: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}" font-family="${FONTS}" fill="#1b2027">`,
    `<title>${escaped(title)}</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...content,
    '</svg>\n',
  ].join('\n');
}
