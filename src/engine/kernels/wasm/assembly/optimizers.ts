import { argument, floatArgument, setArgument, setFloatArgument } from './jobs';
import { OPTIMIZE } from './ops';
import { run } from './run';
import { ceilDivide } from './simd';

/**
 * In-place updates, Keras' formulas. `decay` adds decay * w to the gradient (L2); `shrink` is decoupled weight decay,
 * w -= shrink * w besides the update (learningRate * weightDecay).
 */

const ELEMENTS_PER_ITEM: i32 = 16384;

const SGD: i32 = 0;
const MOMENTUM: i32 = 1;
const NESTEROV: i32 = 2;
const RMSPROP: i32 = 3;
const ADAM: i32 = 4;
const RMSPROP_INSIDE: i32 = 5;

function start(kind: i32, weights: usize, gradient: usize, slot0: usize, slot1: usize, count: i32): void {
  setArgument(0, kind);
  setArgument(1, weights as i32);
  setArgument(2, gradient as i32);
  setArgument(3, slot0 as i32);
  setArgument(4, slot1 as i32);
  setArgument(5, count);
  run(OPTIMIZE, ceilDivide(count, ELEMENTS_PER_ITEM));
}

/** velocity = momentum * velocity - rate * g; w += velocity, or w += momentum * velocity - rate * g (Nesterov). */
export function sgd(
  weights: usize, gradient: usize, velocity: usize, count: i32, rate: f32, momentum: f32, nesterov: i32, decay: f32,
  shrink: f32,
): void {
  setFloatArgument(6, rate);
  setFloatArgument(7, momentum);
  setFloatArgument(10, decay);
  setFloatArgument(11, shrink);
  start(velocity == 0 ? SGD : nesterov != 0 ? NESTEROV : MOMENTUM, weights, gradient, velocity, 0, count);
}

/** mean = rho * mean + (1 - rho) g^2; w -= rate * g / (sqrt(mean) + epsilon), or with `inside` / sqrt(mean + epsilon). */
export function rmsProp(
  weights: usize, gradient: usize, mean: usize, count: i32, rate: f32, oneMinusRho: f32, epsilon: f32, inside: i32,
  decay: f32, shrink: f32,
): void {
  setFloatArgument(6, rate);
  setFloatArgument(7, oneMinusRho);
  setFloatArgument(9, epsilon);
  setFloatArgument(10, decay);
  setFloatArgument(11, shrink);
  start(inside != 0 ? RMSPROP_INSIDE : RMSPROP, weights, gradient, mean, 0, count);
}

/**
 * `rate` is already corrected for the step: rate * sqrt(1 - beta2^t) / (1 - beta1^t). The host takes betas from 1, in
 * float64: 1 - 0.999 in float32 is off by 5e-5.
 */
export function adam(
  weights: usize, gradient: usize, first: usize, second: usize, count: i32, rate: f32,
  oneMinusBeta1: f32, oneMinusBeta2: f32, epsilon: f32, decay: f32, shrink: f32,
): void {
  setFloatArgument(6, rate);
  setFloatArgument(7, oneMinusBeta1);
  setFloatArgument(8, oneMinusBeta2);
  setFloatArgument(9, epsilon);
  setFloatArgument(10, decay);
  setFloatArgument(11, shrink);
  start(ADAM, weights, gradient, first, second, count);
}

/** Item = stretch of elements. The last few go through the same vector code, one by one. */
export function optimizeItem(item: i32): void {
  const first = item * ELEMENTS_PER_ITEM;
  const last = min(argument(5), first + ELEMENTS_PER_ITEM);
  const whole = first + ((last - first) & ~3);
  for (let element = first; element < whole; element += 4) update(element);
  for (let element = whole; element < last; element++) updateOne(element);
}

// @ts-ignore: decorator
@inline
function update(element: i32): void {
  const at = (element as usize) << 2;
  const weights = (argument(1) as usize) + at;
  const w = v128.load(weights);
  const g = f32x4.add(v128.load((argument(2) as usize) + at), f32x4.mul(w, f32x4.splat(floatArgument(10))));
  v128.store(weights, step(at, w, g, false));
}

function updateOne(element: i32): void {
  const at = (element as usize) << 2;
  const weights = (argument(1) as usize) + at;
  const w = v128.load32_splat(weights);
  const g = f32x4.add(v128.load32_splat((argument(2) as usize) + at), f32x4.mul(w, f32x4.splat(floatArgument(10))));
  v128.store32_lane(weights, step(at, w, g, true), 0);
}

// @ts-ignore: decorator
@inline
function read(at: usize, single: bool): v128 {
  return single ? v128.load32_splat(at) : v128.load(at);
}

// @ts-ignore: decorator
@inline
function write(at: usize, value: v128, single: bool): void {
  if (single) v128.store32_lane(at, value, 0);
  else v128.store(at, value);
}

/** The new weights; slots are updated in place. */
// @ts-ignore: decorator
@inline
function step(at: usize, w: v128, g: v128, single: bool): v128 {
  const kind = argument(0);
  const slot0 = (argument(3) as usize) + at;
  const rate = f32x4.splat(floatArgument(6));
  const kept = f32x4.sub(w, f32x4.mul(w, f32x4.splat(floatArgument(11))));
  if (kind == SGD) return f32x4.sub(kept, f32x4.mul(rate, g));
  const factor = f32x4.splat(floatArgument(7));
  if (kind == ADAM) {
    const slot1 = (argument(4) as usize) + at;
    const m0 = read(slot0, single);
    const v0 = read(slot1, single);
    const m = f32x4.add(m0, f32x4.mul(f32x4.sub(g, m0), factor));
    const v = f32x4.add(v0, f32x4.mul(f32x4.sub(f32x4.mul(g, g), v0), f32x4.splat(floatArgument(8))));
    write(slot0, m, single);
    write(slot1, v, single);
    const root = f32x4.add(f32x4.sqrt(v), f32x4.splat(floatArgument(9)));
    return f32x4.sub(kept, f32x4.div(f32x4.mul(rate, m), root));
  }
  if (kind == RMSPROP || kind == RMSPROP_INSIDE) {
    const mean0 = read(slot0, single);
    const mean = f32x4.add(mean0, f32x4.mul(f32x4.sub(f32x4.mul(g, g), mean0), factor));
    write(slot0, mean, single);
    const epsilon = f32x4.splat(floatArgument(9));
    const root = kind == RMSPROP ? f32x4.add(f32x4.sqrt(mean), epsilon) : f32x4.sqrt(f32x4.add(mean, epsilon));
    return f32x4.sub(kept, f32x4.div(f32x4.mul(rate, g), root));
  }
  const push = f32x4.mul(rate, g);
  const velocity = f32x4.sub(f32x4.mul(factor, read(slot0, single)), push);
  write(slot0, velocity, single);
  return f32x4.add(kept, kind == NESTEROV ? f32x4.sub(f32x4.mul(factor, velocity), push) : velocity);
}
