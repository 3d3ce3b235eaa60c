/**
 * One job at a time, shared by all threads: an op, its arguments and a number of items. Threads claim items until none
 * is left. What an item computes depends on its index alone, so a result never depends on how many threads there were.
 *
 * Everything a job needs lives in the control block, a stretch of the shared memory that the host allocates. Words that
 * different threads write lie on cache lines of their own.
 */

/** Bytes of the control block; module.ts allocates as many. */
export const CONTROL_BYTES: i32 = 1024;

/** Counts jobs; sleeping workers wait for it to change. */
const GENERATION: usize = 0;
/** Items not yet claimed. Counts down, and below zero: a late worker's claim on a finished job is then harmless. */
const REMAINING: usize = 64;
/** Items finished. */
const DONE: usize = 128;
const SLEEPERS: usize = 192;
const CALLER_SLEEPS: usize = 256;
const ITEMS: usize = 320;
const OP: usize = 324;
const WORKERS: usize = 328;
const STOP: usize = 332;
const SCRATCH: usize = 336;
const SCRATCH_STRIDE: usize = 340;
const ARGUMENTS: usize = 384;

/**
 * Polls before a thread goes to sleep. A step is a hundred short jobs with no gap between; waking a sleeper costs some
 * 50 microseconds, as much as a small job.
 */
const SPINS: i32 = 20000;

let control: usize = 0;
let thread: i32 = 0;

/** Called once in every instance. Thread 0 is the one that calls ops. */
export function attach(controlBlock: usize, threadIndex: i32): void {
  control = controlBlock;
  thread = threadIndex;
}

export function setWorkers(count: i32): void {
  store<i32>(control, count, WORKERS);
}

/** Gives thread i the bytes from base + i * stride on. */
export function setScratch(base: usize, stride: usize): void {
  store<usize>(control, base, SCRATCH);
  store<usize>(control, stride, SCRATCH_STRIDE);
}

/** This thread's own scratch memory. */
// @ts-ignore: decorator
@inline
export function scratch(): usize {
  return load<usize>(control, SCRATCH) + (thread as usize) * load<usize>(control, SCRATCH_STRIDE);
}

// @ts-ignore: decorator
@inline
export function setArgument(index: i32, value: i32): void {
  store<i32>(control + ((index as usize) << 2), value, ARGUMENTS);
}

// @ts-ignore: decorator
@inline
export function setFloatArgument(index: i32, value: f32): void {
  store<f32>(control + ((index as usize) << 2), value, ARGUMENTS);
}

// @ts-ignore: decorator
@inline
export function argument(index: i32): i32 {
  return load<i32>(control + ((index as usize) << 2), ARGUMENTS);
}

// @ts-ignore: decorator
@inline
export function floatArgument(index: i32): f32 {
  return load<f32>(control + ((index as usize) << 2), ARGUMENTS);
}

export function jobOp(): i32 {
  return load<i32>(control, OP);
}

export function jobItems(): i32 {
  return load<i32>(control, ITEMS);
}

export function workers(): i32 {
  return load<i32>(control, WORKERS);
}

/** Publishes a job whose arguments are set. The store of REMAINING comes last: it is what lets others claim. */
export function publish(op: i32, items: i32): void {
  store<i32>(control, op, OP);
  store<i32>(control, items, ITEMS);
  if (ASC_FEATURE_THREADS) {
    atomic.store<i32>(control, 0, DONE);
    atomic.store<i32>(control, items, REMAINING);
    atomic.add<i32>(control, 1, GENERATION);
    if (atomic.load<i32>(control, SLEEPERS) > 0) atomic.notify(control + GENERATION, workers());
  }
}

/** The next item of the current job, or -1. Arguments may be read only after a claim: the job can't end before it. */
export function claim(): i32 {
  if (!ASC_FEATURE_THREADS) return -1;
  if (atomic.load<i32>(control, REMAINING) <= 0) return -1;
  const left = atomic.sub<i32>(control, 1, REMAINING);
  return left > 0 ? jobItems() - left : -1;
}

export function finishItem(): void {
  if (!ASC_FEATURE_THREADS) return;
  const items = jobItems();
  const done = atomic.add<i32>(control, 1, DONE) + 1;
  if (done == items && atomic.load<i32>(control, CALLER_SLEEPS) != 0) atomic.notify(control + DONE, 1);
}

/** The caller's wait for items that others still compute. */
export function awaitDone(items: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  for (let spin = 0; spin < SPINS; spin++) {
    if (atomic.load<i32>(control, DONE) == items) return;
  }
  atomic.store<i32>(control, 1, CALLER_SLEEPS);
  while (true) {
    const done = atomic.load<i32>(control, DONE);
    if (done == items) break;
    atomic.wait<i32>(control + DONE, done, -1);
  }
  atomic.store<i32>(control, 0, CALLER_SLEEPS);
}

/** A worker's wait for the next job. False when the pool is being stopped. */
export function awaitJob(): bool {
  if (!ASC_FEATURE_THREADS) return false;
  while (true) {
    const seen = atomic.load<i32>(control, GENERATION);
    for (let spin = 0; spin < SPINS; spin++) {
      if (atomic.load<i32>(control, REMAINING) > 0) return true;
    }
    if (atomic.load<i32>(control, STOP) != 0) return false;
    atomic.add<i32>(control, 1, SLEEPERS);
    atomic.wait<i32>(control + GENERATION, seen, -1);
    atomic.sub<i32>(control, 1, SLEEPERS);
  }
}

/** Lets every worker's `serve` return. */
export function stopWorkers(): void {
  if (!ASC_FEATURE_THREADS) return;
  atomic.store<i32>(control, 1, STOP);
  atomic.add<i32>(control, 1, GENERATION);
  atomic.notify(control + GENERATION, -1);
}
