import type { Page } from '@playwright/test';

/** What is wrong with a screen as it is laid out, measured by the boxes of its texts and controls. */
export interface LayoutFindings {
  /** Texts that something with hidden overflow cuts off, or that stand outside the page. */
  readonly cut: string[];
  /** Pairs of texts that lie on each other. */
  readonly overlapping: string[];
  /** Controls narrower or lower than the least size, with what they measure. */
  readonly small: string[];
  /** How much wider than the window the page is. */
  readonly sideways: number;
}

/** @param leastTarget in CSS pixels; 0 measures no controls */
export function measureLayout(page: Page, leastTarget = 0): Promise<LayoutFindings> {
  return page.evaluate((least) => {
    interface Box {
      readonly left: number;
      readonly right: number;
      readonly top: number;
      readonly bottom: number;
    }
    interface Text extends Box {
      readonly element: Element;
      readonly words: string;
    }

    const isShown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.visually-hidden, .epochs-hidden, [aria-hidden=true] .recharts-measurement') === null;

    const clipped = (element: Element) => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        if (getComputedStyle(at).clipPath !== 'none') return true;
      }
      return false;
    };

    const nameOf = (element: Element, words: string) => {
      const inClass = element.closest('[class]')?.getAttribute('class') ?? '';
      return `“${words.slice(0, 60)}” in ${element.tagName.toLowerCase()}.${inClass.split(' ').slice(0, 2).join('.')}`;
    };

    /** Where an element can be seen: within everything around it that hides what runs over. */
    const windowOf = (element: Element, isScrolledToo: boolean): Box => {
      let box: Box = { left: -1e6, right: 1e6, top: -1e6, bottom: 1e6 };
      for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(at);
        const { left, right, top, bottom } = at.getBoundingClientRect();
        const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
        const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
        if (scrolls(overflowX) || scrolls(overflowY)) {
          // What is scrolled away can be scrolled back.
          if (!isScrolledToo) return box;
          box = {
            left: Math.max(box.left, left),
            right: Math.min(box.right, right),
            top: Math.max(box.top, top),
            bottom: Math.min(box.bottom, bottom),
          };
        } else if (hides(overflowX) || hides(overflowY)) {
          box = {
            left: hides(overflowX) ? Math.max(box.left, left) : box.left,
            right: hides(overflowX) ? Math.min(box.right, right) : box.right,
            top: hides(overflowY) ? Math.max(box.top, top) : box.top,
            bottom: hides(overflowY) ? Math.min(box.bottom, bottom) : box.bottom,
          };
        }
        if (position === 'fixed') break;
      }
      return { ...box, left: Math.max(box.left, 0), right: Math.min(box.right, innerWidth) };
    };

    const isScrolling = (element: Element) => {
      for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflow)) return true;
      }
      return false;
    };

    const texts: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = node.textContent?.replace(/\s+/g, ' ').trim() ?? '';
      if (element === null || words === '' || element.closest('script, style, option, noscript, title') !== null)
        continue;
      if (!isShown(element) || clipped(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom, width, height } of range.getClientRects()) {
        if (width > 0 && height > 0) texts.push({ element, words, left, right, top, bottom });
      }
    }

    const cut = new Set<string>();
    for (const text of texts) {
      const box = windowOf(text.element, false);
      // What runs over a panel's edge lies on the next one.
      const panel = text.element.closest('.panel')?.getBoundingClientRect() ?? box;
      const isCut =
        (!isScrolling(text.element) && (text.left < panel.left - 1.5 || text.right > panel.right + 1.5)) ||
        text.left < box.left - 1.5 ||
        text.right > box.right + 1.5 ||
        text.top < box.top - 4 ||
        text.bottom > box.bottom + 4;
      if (isCut) cut.add(nameOf(text.element, text.words));
    }

    for (const control of document.querySelectorAll('select, input, button')) {
      const panel = control.closest('.panel')?.getBoundingClientRect();
      if (panel === undefined || !isShown(control) || clipped(control) || isScrolling(control)) continue;
      const { left, right } = control.getBoundingClientRect();
      if (left < panel.left - 1.5 || right > panel.right + 1.5)
        cut.add(nameOf(control, control.getAttribute('aria-label') ?? ''));
    }

    const seen = texts.flatMap((text) => {
      const box = windowOf(text.element, true);
      const [left, right] = [Math.max(text.left, box.left), Math.min(text.right, box.right)];
      const [top, bottom] = [Math.max(text.top, box.top), Math.min(text.bottom, box.bottom)];
      return right - left > 2 && bottom - top > 4 ? [{ ...text, left, right, top, bottom }] : [];
    });
    const overlapping = new Set<string>();
    seen.sort((a, b) => a.top - b.top);
    const isOver = (element: Element) => element.closest('.run-undo, .update-notice, [role=tooltip]') !== null;
    for (const [index, a] of seen.entries()) {
      for (const b of seen.slice(index + 1)) {
        if (b.top >= a.bottom) break;
        if (a.element === b.element || isOver(a.element) || isOver(b.element)) continue;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - b.top;
        if (across < 3 || down < 0.45 * Math.min(a.bottom - a.top, b.bottom - b.top)) continue;
        // Rows scroll away below what sticks to their top.
        const stuck = (element: Element) => element.closest('thead, .run-bar') !== null;
        if (stuck(a.element) !== stuck(b.element)) continue;
        overlapping.add(`${nameOf(a.element, a.words)} on ${nameOf(b.element, b.words)}`);
      }
    }

    /** Whether a finger so far from its middle, to each side, still meets the control. */
    const takesFinger = (control: Element, target: Element, size: number) => {
      control.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, top, width, height } = target.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const reach = size / 2 - 1;
      const own = [target, control, ...(control instanceof HTMLInputElement ? (control.labels ?? []) : [])];
      return [
        [x - reach, y],
        [x + reach, y],
        [x, y - reach],
        [x, y + reach],
      ].every(([atX = 0, atY = 0]) => {
        const hit = document.elementFromPoint(atX, atY);
        return own.some((element) => hit !== null && element.contains(hit));
      });
    };

    const small = new Set<string>();
    const CONTROLS = 'button, a[href], input, select, textarea, summary, [role=slider], [role=option], [role=gridcell]';
    for (const control of least === 0 ? [] : document.querySelectorAll(CONTROLS)) {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.matches('.skip-link, [type=file]'))
        continue;
      // A link within a sentence is as high as its line.
      if (control.matches('p a, li > a, td a') && getComputedStyle(control).display === 'inline') continue;
      // Their number and order is what they show; each is a place in a picture.
      if (control.matches('[role=gridcell], [role=option], .point-options')) continue;
      const label = control instanceof HTMLInputElement ? (control.labels?.[0] ?? control) : control;
      const target = control.matches('[role=slider]') ? (control.closest('.mantine-Slider-root') ?? control) : label;
      const own = control.getBoundingClientRect();
      const around = target.getBoundingClientRect();
      const width = Math.max(own.width, around.width);
      const height = Math.max(own.height, around.height);
      if ((width < least - 0.5 || height < least - 0.5) && !takesFinger(control, target, least)) {
        const name = control.getAttribute('aria-label') ?? control.textContent ?? '';
        small.add(`${Math.round(width)}x${Math.round(height)} ${nameOf(control, name)}`);
      }
    }
    return {
      cut: [...cut],
      overlapping: [...overlapping],
      small: [...small],
      sideways: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    };
  }, leastTarget);
}
