/** The native peers: libraries of Python on the processor, each in a process of its own and with its best kernels. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { processEntrant } from './contestants.mjs';

/**
 * @typedef {object} Peer
 * @property {import('./contestants.mjs').Entrant} entrant
 * @property {string} description version and the kernels it runs, for the reader of the table
 */

export const NATIVE_PEERS = /** @type {const} */ ({
  pytorch: { name: 'PyTorch', module: 'torch', script: 'pytorch.py' },
  keras: { name: 'TensorFlow with Keras', module: 'tensorflow', script: 'tensorflow-keras.py' },
});

/** @typedef {keyof typeof NATIVE_PEERS} PeerName */

/**
 * What in an environment chooses the kernels or the threads of a peer, or switches its best ones off: OpenBLAS, OpenMP,
 * MKL, oneDNN, and what PyTorch and TensorFlow take from it. The number of threads is told to each by the order.
 */
const CHOOSES_KERNELS =
  /^(OPENBLAS|GOTO|OMP|GOMP|KMP|MKL|BLIS|DNNL|ONEDNN|ATEN|NPY)_|^TF_(ENABLE_ONEDNN_OPTS|NUM_(INTRA|INTER)OP_THREADS|XLA_FLAGS)$|^XLA_FLAGS$/;

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ environment: NodeJS.ProcessEnv, cleared: string[] }} without what would handicap a peer, and the names of it
 */
export function peerEnvironment(environment) {
  const cleared = Object.keys(environment).filter((name) => CHOOSES_KERNELS.test(name));
  const kept = Object.entries(environment).filter(([name]) => !cleared.includes(name));
  return { environment: Object.fromEntries(kept), cleared: cleared.sort() };
}

/**
 * @param {string} module
 * @param {readonly string[]} pythons given by the person, looked at first
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined} a Python that has it; Debian's is the system's even where another comes first
 */
function findPython(module, pythons, environment) {
  const found = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`;
  return [...pythons, 'python3', '/usr/bin/python3', 'python'].find(
    (command) => spawnSync(command, ['-c', found], { stdio: 'ignore', env: environment }).status === 0,
  );
}

/**
 * @param {PeerName} peer
 * @param {Record<string, { specs: readonly unknown[] }>} networks
 * @param {readonly string[]} pythons
 * @returns {Peer | undefined} undefined where no Python has it
 */
export function nativePeer(peer, networks, pythons) {
  const { module, script } = NATIVE_PEERS[peer];
  const { environment } = peerEnvironment(process.env);
  const python = findPython(module, pythons, environment);
  if (python === undefined) return undefined;
  const probe = spawnSync(python, [join(import.meta.dirname, 'peer-kernels.py'), module], {
    env: environment,
    encoding: 'utf8',
  });
  const answer = probe.stdout?.trim().split('\n').at(-1) ?? '';
  /** @type {{ version: string, kernels: string }} */
  const { version, kernels } = answer.startsWith('{') ? JSON.parse(answer) : { version: '', kernels: 'unknown' };
  return {
    entrant: processEntrant(
      peer,
      python,
      [join(import.meta.dirname, script)],
      ({ network }) => ({ specs: networks[network]?.specs }),
      environment,
    ),
    description: `${NATIVE_PEERS[peer].name} ${version}: ${kernels}`,
  };
}
