/** The icons that must be PNG, drawn from `public/icons/icon.svg` by Chromium: `npm run icons`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './chromium.mjs';
import { ROOT } from './run.mjs';

const ICONS = join(ROOT, 'public', 'icons');
const svg = readFileSync(join(ICONS, 'icon.svg'), 'utf8');
/** Without the round corners: whoever asks for these cuts the shape out itself. */
const full = svg.replace(/ rx="\d+"/, '');
/** A maskable icon may lose all that is outside a circle of 80% of its side, so its drawing is made smaller. */
const shrunk = full.replace(
  /(<rect [^>]+>)([\s\S]*)(<\/svg>)/,
  '$1<g transform="translate(6.4 6.4) scale(.8)">$2</g>$3',
);

const FILES = [
  { name: 'icon-192.png', size: 192, image: svg },
  { name: 'icon-512.png', size: 512, image: svg },
  { name: 'apple-touch-180.png', size: 180, image: full },
  { name: 'maskable-512.png', size: 512, image: shrunk },
];

const browser = await launchChromium();
for (const { name, size, image } of FILES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${image}`);
  await page.screenshot({ path: join(ICONS, name), omitBackground: true });
  await page.close();
}
await browser.close();
