import { parseEngineEvent } from '../../src/client/parse-engine-event.ts';
import { type Checkpoint, checkpointSchema } from '../../src/protocol/checkpoint.ts';
import type { Command, EngineEvent } from '../../src/protocol/messages.ts';
import { decode, encode } from './binary-json.mjs';
import { isKept } from './kept-events.mjs';

/**
 * Between the product's own worker and scripts/reproduce/chromium.mjs: commands come in by call, events go out by POST,
 * since the weights in them are too large for a browser's remote control.
 */
const worker = new Worker(new URL('../../src/engine/engine.worker.ts', import.meta.url), { type: 'module' });

let sending: Promise<unknown> = Promise.resolve();

function send(event: EngineEvent): void {
  sending = sending.then(() => fetch('events', { method: 'POST', body: new Blob(encode(event)) }));
}

worker.onmessage = ({ data }: MessageEvent<unknown>) => {
  const event = parseEngineEvent(data);
  if (event !== undefined && isKept(event)) send(event);
};
worker.onerror = ({ message }) => {
  send({ type: 'fatal', fault: { code: 'worker-died', message: message || 'the worker could not be started' } });
};

async function fetchCheckpoint(): Promise<Checkpoint> {
  const answer = await fetch('checkpoint');
  return checkpointSchema.parse(decode(new Uint8Array(await answer.arrayBuffer())));
}

/** @param withCheckpoint a `start` goes on from the checkpoint that the script serves */
async function post(command: Command, withCheckpoint: boolean): Promise<void> {
  if (command.type === 'boot') worker.postMessage({ ...command, dataUrl: new URL('data/', location.href).href });
  else if (withCheckpoint) worker.postMessage({ ...command, checkpoint: await fetchCheckpoint() });
  else worker.postMessage(command);
}

Object.assign(globalThis, { post });
