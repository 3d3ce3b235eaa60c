import type { FaultCode } from '../state/room-state.ts';

/** What the person can do about a fault; the alert gives it a button. */
export type FaultAction = 'none' | 'retry-data' | 'retry-or-go-without' | 'smaller-learning-rate' | 'start-engine';

export interface FaultSentence {
  /** What happened, as a sentence. */
  readonly title: string;
  /** What it means and what to do next. */
  readonly sentence: string;
  readonly action: FaultAction;
}

/** Every fault code in words: the one place where the engine's codes become sentences. */
export const FAULT_SENTENCES: Readonly<Record<FaultCode, FaultSentence>> = {
  'webgpu-missing': {
    title: 'This browser can’t use the graphics card.',
    sentence:
      'It has no WebGPU; recent versions of Chrome, Edge, Safari and Firefox do. Training on the processor is slower, with the same results.',
    action: 'none',
  },
  'webgpu-no-adapter': {
    title: 'No graphics card is available for training.',
    sentence: 'The browser may have turned WebGPU off for this computer or its driver.',
    action: 'none',
  },
  'webgpu-software-adapter': {
    title: 'The graphics card is not available for training, only a slow software substitute.',
    sentence: 'Hardware acceleration may be turned off in the browser’s settings.',
    action: 'none',
  },
  'webgpu-failed': {
    title: 'The graphics card could not be started (WebGPU).',
    sentence: 'Updating the browser or the graphics driver may help.',
    action: 'none',
  },
  'gpu-lost': {
    title: 'The connection to the graphics card was lost.',
    sentence: 'It may have been reset by sleep, by its driver or by another program.',
    action: 'none',
  },
  'wasm-no-simd': {
    title: 'This browser is too old to train on the processor.',
    sentence: 'Its WebAssembly has no SIMD; every browser since 2023 has it, so an update helps.',
    action: 'none',
  },
  'wasm-failed': {
    title: 'The processor could not be used for training: WebAssembly did not start.',
    sentence: 'Closing other tabs or using another browser may help.',
    action: 'none',
  },
  'self-test-failed': {
    title: 'This device gave wrong results in a check, so it is not used.',
    sentence: 'The fault is in its driver or the browser; an update may fix it.',
    action: 'none',
  },
  'no-backend': {
    title: 'This browser can’t train a network.',
    sentence: 'Training needs WebGPU or WebAssembly. Close other tabs and try again, or use another browser.',
    action: 'start-engine',
  },
  'manifest-unreachable': {
    title: 'The dataset could not be loaded.',
    sentence: 'Check your connection, then try again.',
    action: 'retry-data',
  },
  'manifest-invalid': {
    title: 'The dataset could not be read.',
    sentence:
      'The server may be sending something else in its place; whoever hosts this page should check the folder “data”.',
    action: 'retry-data',
  },
  'labels-unreachable': {
    title: 'The labels of the images could not be loaded.',
    sentence: 'Check your connection, then try again.',
    action: 'retry-data',
  },
  'labels-invalid': {
    title: 'The labels of the images arrived damaged.',
    sentence: 'Try again; if it happens again, the file on the server is damaged.',
    action: 'retry-data',
  },
  'shard-unreachable': {
    title: 'could not be loaded.',
    sentence: 'You can train on the images that did arrive. Check your connection and try again, or go on without it.',
    action: 'retry-or-go-without',
  },
  'shard-truncated': {
    title: 'arrived incomplete.',
    sentence: 'You can train on the images that did arrive. Try again, or go on without it.',
    action: 'retry-or-go-without',
  },
  'shard-undecodable': {
    title: 'is not a readable image.',
    sentence: 'You can train on the images that did arrive. Try again, or go on without it.',
    action: 'retry-or-go-without',
  },
  'shard-hash': {
    title: 'does not contain the right images.',
    sentence: 'Its checksum is wrong, so it is not used. Try again, or go on without it.',
    action: 'retry-or-go-without',
  },
  diverged: {
    title: 'The loss became infinite',
    sentence: 'The steps were too large. Everything up to then stays on screen.',
    action: 'smaller-learning-rate',
  },
  'invalid-checkpoint': {
    title: 'The saved run doesn’t match its network.',
    sentence: 'It was saved by another version of this page and can’t be continued.',
    action: 'none',
  },
  'invalid-command': {
    title: 'Two versions of this page are mixed up.',
    sentence: 'Reload the page to get the latest one.',
    action: 'none',
  },
  'out-of-memory': {
    title: 'There is not enough memory.',
    sentence: 'Choose a smaller network or a smaller batch size, or close other tabs.',
    action: 'none',
  },
  'worker-died': {
    title: 'Training stopped responding.',
    sentence: 'The browser may have ended it to free memory.',
    action: 'none',
  },
  internal: {
    title: 'Something went wrong.',
    sentence: 'This is a bug in Fitting Room; the details below help to find it.',
    action: 'none',
  },
};
