/**
 * A contestant under Node on the npm package `webgpu` (Dawn): `node node-host.mjs BUNDLE CLASS PACKAGE`, calls and answers as
 * JSON, one a line. The libraries must take this process for a browser's worker, or they ask for Node's own modules.
 */
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [bundle = '', name = '', webgpuPackage = ''] = process.argv.slice(2);
const { create, globals } = await import(webgpuPackage);
// The package's timestamps are rounded to 0.1 ms unless it is told otherwise.
const gpu = create(['enable-dawn-features=allow_unsafe_apis', 'disable-dawn-features=timestamp_quantization']);
Object.assign(globalThis, globals, { WorkerGlobalScope: Object, self: globalThis });
Object.defineProperty(globalThis, 'navigator', {
  value: { gpu, hardwareConcurrency: availableParallelism(), userAgent: `Node ${process.version}` },
});

const contestant = new (await import(pathToFileURL(bundle).href))[name]();
for await (const line of createInterface({ input: process.stdin })) {
  const call = JSON.parse(line);
  /** @type {import('../../src/engine/bench/contract.ts').BenchReply} */
  let reply;
  try {
    reply = { value: await ('prepare' in call ? contestant.prepare(call.prepare) : contestant.run(call.run)) };
  } catch (error) {
    reply = { error: error instanceof Error ? error.message : String(error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
process.exit();
