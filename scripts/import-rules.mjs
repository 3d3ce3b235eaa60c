/**
 * Who may import whom: dependency-cruiser's configuration. Whatever the table does not allow is refused. Each folder may
 * import from itself; tests may besides import what a test needs. src/README.md holds the same table for people.
 */
const TFJS = '@tensorflow/';
const MANTINE = '@mantine/';

/** @type {Record<string, { folders: string[], packages: string[] }>} */
const MAY_IMPORT = {
  core: { folders: [], packages: [] },
  experiment: { folders: ['core'], packages: ['zod'] },
  lessons: { folders: ['core', 'experiment'], packages: [] },
  protocol: { folders: ['core', 'experiment'], packages: ['zod'] },
  engine: {
    folders: ['core', 'experiment', 'platform', 'protocol'],
    packages: [TFJS, '@noble/hashes', 'fast-png', 'zod'],
  },
  client: { folders: ['core', 'experiment', 'protocol'], packages: [] },
  platform: { folders: [], packages: [] },
  hosting: { folders: ['platform'], packages: [] },
  jsx: { folders: [], packages: ['react'] },
  runs: { folders: ['core', 'experiment', 'hosting', 'platform', 'protocol'], packages: ['fflate', 'idb', 'zod'] },
  reference: { folders: ['core', 'experiment', 'protocol', 'runs'], packages: ['zod'] },
  exporting: { folders: ['core', 'experiment', 'protocol', 'runs'], packages: ['fflate', 'zod'] },
  state: {
    folders: ['core', 'experiment', 'lessons', 'protocol', 'client', 'hosting', 'runs', 'reference', 'exporting'],
    packages: ['react', 'zustand'],
  },
  embedding: { folders: ['core'], packages: ['umap-js'] },
  charts: { folders: ['core', 'platform'], packages: ['react', 'recharts'] },
  ui: {
    folders: [
      'core',
      'experiment',
      'lessons',
      'client',
      'hosting',
      'platform',
      'reference',
      'state',
      'embedding',
      'charts',
    ],
    packages: ['react', 'react-dom', MANTINE, 'image-dimensions', 'qrcode.react'],
  },
};

/** @type {(names: string[]) => string} */
const packagePattern = (names) =>
  `^node_modules/(@types/)?(${names.map((name) => (name.endsWith('/') ? name : `${name}/`)).join('|')})`;

/** @type {(names: string[]) => string} */
const folderPattern = (names) => `^src/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IAllowedRuleType[]} */
const allowed = [
  ...Object.entries(MAY_IMPORT).flatMap(([folder, { folders, packages }]) => [
    { from: { path: `^src/${folder}/` }, to: { path: folderPattern([folder, ...folders]) } },
    ...(packages.length === 0 ? [] : [{ from: { path: `^src/${folder}/` }, to: { path: packagePattern(packages) } }]),
    {
      from: { path: `^src/${folder}/.*[.]test[.]tsx?$` },
      to: { path: '^(child_process|crypto|fs|os|path|url|zlib)(/promises)?$' },
    },
  ]),
  // Files for other libraries; whether these read them as the engine does is for the engine to show.
  {
    from: { path: '^src/engine/model/exported-model[.]browser[.]test[.]ts$' },
    to: { path: folderPattern(['exporting']) },
  },
  // Lessons are data; whether they are true is for the engine to show.
  { from: { path: '^src/engine/training/lessons[.]browser[.]test[.]ts$' }, to: { path: folderPattern(['lessons']) } },
  // The host that runs the wasm kernels under Node for their tests.
  { from: { path: '-testing[.]ts$' }, to: { path: '^(fs|v8|worker_threads)$' } },
  {
    from: { path: '[.]test[.]tsx?$' },
    to: { path: packagePattern(['vitest', 'fake-indexeddb', 'fast-png', 'react', 'react-dom']) },
  },
  // The bench's own pages: other libraries as contestants, measured like the engine.
  { from: { path: '^scripts/bench/' }, to: { path: '^(scripts/bench/workers|src/core|src/engine/bench)/' } },
  // The page that trains the reference runs with the product's own worker.
  { from: { path: '^scripts/reproduce/' }, to: { path: '^(scripts/reproduce|src/client|src/protocol|src/engine)/' } },
  { from: { path: '^scripts/bench/workers/' }, to: { path: packagePattern([TFJS, '@jax-js/']) } },
  { from: { path: '^src/main[.]tsx$' }, to: { path: folderPattern(['hosting', 'state', 'ui']) } },
  { from: { path: '^src/main[.]tsx$' }, to: { path: packagePattern(['react', 'react-dom', MANTINE]) } },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  allowed,
  allowedSeverity: 'error',
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { pathNot: '[.]test[.]tsx?$' },
      to: { path: '[.]test[.]tsx?$' },
    },
    // Browsers reach an entry by its address. WebKit runs that of a worker again when it is imported.
    { name: 'no-import-of-an-entry', severity: 'error', from: {}, to: { path: '^src/(main[.]tsx|.*[.]worker[.]ts)$' } },
    {
      name: 'no-bench-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/bench/' },
      to: { path: '^src/engine/bench/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // AssemblyScript: another language with another compiler, where modules may call each other in circles.
    exclude: { path: '^src/engine/kernels/wasm/assembly/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['import', 'browser', 'default'], exportsFields: ['exports'] },
  },
};
