/** Contestants as the driver sees them: a page with a worker, or a process that speaks JSON, one message a line. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @typedef {import('../../src/engine/bench/contract.ts').BenchOrder} BenchOrder
 * @typedef {import('../../src/engine/bench/contract.ts').BenchCall} BenchCall
 * @typedef {import('../../src/engine/bench/contract.ts').Prepared} Prepared
 * @typedef {import('../../src/engine/bench/contract.ts').Block} Block
 *
 * @typedef {object} Opened
 * @property {(order: BenchOrder) => Promise<Prepared>} prepare
 * @property {(steps: number) => Promise<Block>} run
 * @property {() => Promise<unknown>} close
 *
 * @typedef {object} Entrant
 * @property {string} engine
 * @property {() => Promise<Opened>} open starts it; it holds no more than a process or a page until prepared
 */

/**
 * An engine in a page, and so a process, of its own.
 * @param {import('playwright').Browser} browser
 * @param {string} address of the bench page
 * @param {string} engine
 * @returns {Entrant}
 */
export function pageEntrant(browser, address, engine) {
  const open = async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    /** @type {Promise<never>} */
    const crashed = new Promise((_, reject) => page.on('crash', () => reject(new Error('its page crashed'))));
    crashed.catch(() => undefined);
    await page.goto(`${address}?engine=${engine}`);
    const call = (/** @type {BenchCall} */ message) =>
      Promise.race([page.evaluate((sent) => Reflect.get(globalThis, 'call')(sent), message), crashed]);
    return {
      prepare: (/** @type {BenchOrder} */ order) => call({ prepare: order }),
      run: (/** @type {number} */ steps) => call({ run: steps }),
      close: () => context.close(),
    };
  };
  return { engine, open };
}

/**
 * @param {string} engine
 * @param {string} command
 * @param {string[]} parameters
 * @param {(order: BenchOrder) => object} [extend] what this process needs to know beside the order
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Entrant}
 */
export function processEntrant(engine, command, parameters, extend = () => ({}), environment = process.env) {
  const open = async () => {
    const child = spawn(command, parameters, { stdio: ['pipe', 'pipe', 'pipe'], env: environment });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    let complaint = '';
    child.stderr.on('data', (bytes) => {
      complaint = `${complaint}${bytes}`.slice(-400);
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.on('error', (error) => {
      complaint = error.message;
    });
    child.stdin.on('error', () => undefined);
    const call = async (/** @type {object} */ message) => {
      child.stdin.write(`${JSON.stringify(message)}\n`);
      const { value: line, done } = await lines.next();
      if (done === true) throw new Error(complaint.trim().split('\n').at(-1) || 'its process ended');
      const reply = JSON.parse(line);
      if ('error' in reply) throw new Error(reply.error);
      return reply.value;
    };
    return {
      prepare: (/** @type {BenchOrder} */ order) => call({ prepare: { ...order, ...extend(order) } }),
      run: (/** @type {number} */ steps) => call({ run: steps }),
      close: () => {
        child.kill('SIGKILL');
        return ended;
      },
    };
  };
  return { engine, open };
}
