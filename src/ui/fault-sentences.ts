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
    title: 'This browser has no WebGPU.',
    sentence: 'A recent Chrome, Edge or Safari has it; wasm on the processor is slower and gives the same results.',
    action: 'none',
  },
  'webgpu-no-adapter': {
    title: 'WebGPU found no graphics processor.',
    sentence: 'The browser may have turned it off for this machine or its driver.',
    action: 'none',
  },
  'webgpu-software-adapter': {
    title: 'WebGPU has only a software renderer here, which is slower than wasm.',
    sentence: 'Hardware acceleration may be turned off in the settings of the browser.',
    action: 'none',
  },
  'webgpu-failed': {
    title: 'WebGPU could not be started.',
    sentence: 'Updating the browser or the graphics driver may help.',
    action: 'none',
  },
  'gpu-lost': {
    title: 'The graphics processor was lost.',
    sentence: 'It may have been reset, or taken away by sleep or by another program.',
    action: 'none',
  },
  'wasm-no-simd': {
    title: 'WebAssembly is too old in this browser: it has no SIMD.',
    sentence: 'Every browser since 2023 has it; an update brings it.',
    action: 'none',
  },
  'wasm-failed': {
    title: 'WebAssembly could not be started.',
    sentence: 'Another browser, or a tab with more free memory, may be able to.',
    action: 'none',
  },
  'self-test-failed': {
    title: 'A backend gave wrong results on known steps and is not used.',
    sentence: 'Its driver or browser computes wrongly; an update may correct it.',
    action: 'none',
  },
  'no-backend': {
    title: 'Nothing in this browser can train a network.',
    sentence: 'Training needs WebGPU or WebAssembly. Close other tabs and try again, or use another browser.',
    action: 'start-engine',
  },
  'manifest-unreachable': {
    title: 'The list of the dataset’s files could not be fetched.',
    sentence: 'Check the connection, then retry.',
    action: 'retry-data',
  },
  'manifest-invalid': {
    title: 'The list of the dataset’s files is not what it should be.',
    sentence: 'The server may answer with another page; whoever hosts it should check the folder “data”.',
    action: 'retry-data',
  },
  'labels-unreachable': {
    title: 'The labels of the images could not be fetched.',
    sentence: 'Check the connection, then retry.',
    action: 'retry-data',
  },
  'labels-invalid': {
    title: 'The labels of the images arrived damaged.',
    sentence: 'Retry; if it happens again, the file on the server is damaged.',
    action: 'retry-data',
  },
  'shard-unreachable': {
    title: 'could not be fetched.',
    sentence: 'Images that did arrive can be used. Check the connection and retry, or go without it.',
    action: 'retry-or-go-without',
  },
  'shard-truncated': {
    title: 'arrived only in part.',
    sentence: 'Images that did arrive can be used. Retry, or go without it.',
    action: 'retry-or-go-without',
  },
  'shard-undecodable': {
    title: 'is not a readable image.',
    sentence: 'Images that did arrive can be used. Retry, or go without it.',
    action: 'retry-or-go-without',
  },
  'shard-hash': {
    title: 'holds other pixels than it should.',
    sentence: 'Its checksum differs, so it is not used. Retry, or go without it.',
    action: 'retry-or-go-without',
  },
  diverged: {
    title: 'The loss became infinite',
    sentence: 'The steps were too large. What was learned until then stays on screen.',
    action: 'smaller-learning-rate',
  },
  'invalid-checkpoint': {
    title: 'The saved run doesn’t fit its network.',
    sentence: 'It was saved by another version of this page and can’t go on.',
    action: 'none',
  },
  'invalid-command': {
    title: 'The page and its training worker did not understand each other.',
    sentence: 'Reload the page: an old version may be in use.',
    action: 'none',
  },
  'out-of-memory': {
    title: 'The memory was not enough.',
    sentence: 'Choose a smaller network or a smaller batch size, or close other tabs.',
    action: 'none',
  },
  'worker-died': {
    title: 'The training worker stopped answering.',
    sentence: 'The browser may have ended it for its memory.',
    action: 'none',
  },
  internal: {
    title: 'Something in the engine went wrong.',
    sentence: 'This is a mistake of the program; the details below help to find it.',
    action: 'none',
  },
};
