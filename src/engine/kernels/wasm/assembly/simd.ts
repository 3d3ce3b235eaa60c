/** The two or three vector expressions that every kernel shares. */

/** a * b + c. Fused (one rounding) in the relaxed builds, two roundings in the plain ones. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * max(v, 0). `pmax` is one instruction on x64 where `max` is six; with the value first, NaN stays NaN, so a diverging
 * run is still seen to diverge.
 */
// @ts-ignore: decorator
@inline
export function relu(v: v128): v128 {
  return f32x4.pmax(v, f32x4.splat(0));
}

/** dy where y > 0, else 0. */
// @ts-ignore: decorator
@inline
export function whereActive(dy: v128, y: v128): v128 {
  return v128.and(dy, f32x4.gt(y, f32x4.splat(0)));
}

// @ts-ignore: decorator
@inline
export function ceilDivide(value: i32, divisor: i32): i32 {
  return (value + divisor - 1) / divisor;
}

// @ts-ignore: decorator
@inline
export function roundUp(value: i32, multiple: i32): i32 {
  return ceilDivide(value, multiple) * multiple;
}
