/**
 * exp and log in float64 without tables: AssemblyScript's own keep tables in static data, which would land in the
 * memory that this module only borrows.
 */

const LN2_HIGH: f64 = 6.9314718036912381649e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

/** e^x for x <= 709, 0 below -708; relative error about 1e-15. */
export function exponential(x: f64): f64 {
  if (x < -708) return 0;
  const k = nearest<f64>(x / 0.6931471805599453);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  // Taylor series on |r| <= 0.347: the 14th term is below 1e-17.
  let sum: f64 = 1;
  for (let term = 14; term > 0; term--) sum = 1 + (sum * r) / (term as f64);
  return sum * reinterpret<f64>(((k as i64) + 1023) << 52);
}

/** Natural logarithm of a positive, normal number. */
export function logarithm(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  let exponent = ((bits >> 52) & 0x7ff) - 1023;
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent++;
  }
  // log m = 2 atanh((m - 1) / (m + 1)), |z| <= 0.1716.
  const z = (mantissa - 1) / (mantissa + 1);
  const square = z * z;
  let sum: f64 = 0;
  for (let power = 21; power > 0; power -= 2) sum = 1 / (power as f64) + sum * square;
  return 2 * z * sum + (exponent as f64) * LN2_HIGH + (exponent as f64) * LN2_LOW;
}
