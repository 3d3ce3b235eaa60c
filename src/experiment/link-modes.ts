import type { LinkFields } from './link-format.ts';

/**
 * How the app opens, said in a link beside what it opens: `embed=1` without anything around the charts, for a frame in
 * another page; `present=1` large, for a projector; `autostart=1` training at once.
 */
export const MODE_KEYS = ['embed', 'present', 'autostart'] as const;
export type ModeKey = (typeof MODE_KEYS)[number];

/**
 * The modes that are asked for, in the order of `MODE_KEYS`. Any value but 1 is named and ignored.
 * @param quoted makes what a link says fit for a sentence
 */
export function readModes(fields: LinkFields, notices: string[], quoted: (text: string) => string): readonly ModeKey[] {
  return MODE_KEYS.filter((key) => {
    const text = fields.get(key);
    if (text !== undefined && text !== '1') {
      notices.push(`The link has “${quoted(text)}” for ${key}, which can only be 1; it was ignored.`);
    }
    return text === '1';
  });
}

/** The same link without its modes; everything else stays as it is written. Starts with `#`. */
export function withoutModes(hash: string): string {
  const parts = hash.replace(/^#/, '').split('&');
  return `#${parts.filter((part) => !MODE_KEYS.some((key) => part === key || part.startsWith(`${key}=`))).join('&')}`;
}
