/** The HTML that shows a link in a frame of another page. */
export function embedSnippet(link: string): string {
  const address = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  // A frame is not cross-origin isolated unless its page is and lets it: without, training has one thread.
  return `<iframe src="${address}" title="Fitting Room" width="100%" height="720" style="border: 0" loading="lazy" allow="cross-origin-isolated; fullscreen"></iframe>`;
}
