/**
 * An entry (the script of a page or of a worker) is imported by nothing. WebKit runs the entry of a worker a second time
 * when a chunk of it imports it, under the same address: a second engine then hears the commands, and it was never
 * started. Bundlers like to put what several chunks share into the entry, so they are told not to, and what they wrote is
 * looked at: a build in which a chunk imports an entry fails.
 */

/** @typedef {{ type: 'chunk', fileName: string, isEntry: boolean, imports: string[], dynamicImports: string[] }} Chunk */
/** @typedef {{ type: 'asset', fileName: string, source: string | Uint8Array }} Asset */
/** @typedef {Readonly<Record<string, Chunk | Asset>>} Bundle */

/**
 * For the page (`plugins`) and, a plugin of its own for each worker, for `worker.plugins`.
 * @returns {import('vite').Plugin}
 */
export function loneEntries() {
  return {
    name: 'lone-entries',
    // Then an entry exports what its source does, so nothing else can be had from it. Vite sets this to false.
    options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
    generateBundle: {
      // After the page is written, and with it the names of its scripts.
      order: 'post',
      handler(_options, bundle) {
        const [first] = entryImports(bundle);
        if (first !== undefined) this.error(first);
      },
    },
  };
}

/**
 * @param {Bundle} bundle
 * @returns {string[]} a sentence for each import of an entry
 */
export function entryImports(bundle) {
  const files = Object.values(bundle);
  const chunks = files.filter((file) => file.type === 'chunk');
  const entries = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  // A page may begin with another chunk than the bundler's entry: Vite leaves out an entry that does nothing but import.
  const pages = files.flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.html') ? [file] : []));
  for (const { source } of pages) for (const script of scriptsOf(String(source), chunks)) entries.add(script);
  return chunks.flatMap(({ fileName, imports, dynamicImports }) =>
    [...new Set([...imports, ...dynamicImports])]
      .filter((imported) => entries.has(imported))
      .map((imported) => `${fileName} imports ${imported}, which is an entry: WebKit would run that twice`),
  );
}

/** @type {(html: string, chunks: readonly Chunk[]) => string[]} */
function scriptsOf(html, chunks) {
  const sources = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, source]) => source ?? '');
  const names = chunks.map(({ fileName }) => fileName);
  return names.filter((name) => sources.some((source) => source === name || source.endsWith(`/${name}`)));
}
