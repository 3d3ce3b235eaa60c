import { exponential, logarithm } from './exponential';

/**
 * Mean cross-entropy of softmax(logits), its gradient and the number of right answers, in one pass on one thread: 128
 * rows of 10 are too little to share.
 */

/**
 * Target = (1 - smoothing) * one-hot + smoothing / classes. With `classWeights` (0: all 1) each row counts by its
 * label's weight; the sum is divided by the number of rows, not by the sum of weights, as Keras does.
 * Writes the loss (f32) to `result`, the correct count (i32) to `result + 4`. `dLogits` 0: not wanted.
 */
export function softmaxCrossEntropy(
  logits: usize,
  labels: usize,
  dLogits: usize,
  classWeights: usize,
  n: i32,
  classes: i32,
  smoothing: f32,
  result: usize,
): void {
  let total: f64 = 0;
  let correct = 0;
  const share = (smoothing as f64) / (classes as f64);
  for (let row = 0; row < n; row++) {
    const at = logits + (((row * classes) as usize) << 2);
    const label = load<i32>(labels + ((row as usize) << 2));
    let best = 0;
    let highest = load<f32>(at);
    for (let c = 1; c < classes; c++) {
      const value = load<f32>(at + ((c as usize) << 2));
      if (value > highest) {
        highest = value;
        best = c;
      }
    }
    if (best == label) correct++;
    let sum: f64 = 0;
    let linear: f64 = 0;
    for (let c = 0; c < classes; c++) {
      const distance = (load<f32>(at + ((c as usize) << 2)) as f64) - (highest as f64);
      sum += exponential(distance);
      linear += distance;
    }
    const logSum = logarithm(sum);
    const own = (load<f32>(at + ((label as usize) << 2)) as f64) - (highest as f64);
    const weight: f64 = classWeights != 0 ? (load<f32>(classWeights + ((label as usize) << 2)) as f64) : 1;
    total += weight * (logSum - (1 - (smoothing as f64)) * own - share * linear);
    if (dLogits == 0) continue;
    const to = dLogits + (((row * classes) as usize) << 2);
    for (let c = 0; c < classes; c++) {
      const distance = (load<f32>(at + ((c as usize) << 2)) as f64) - (highest as f64);
      const target = share + (c == label ? 1 - (smoothing as f64) : 0);
      store<f32>(to + ((c as usize) << 2), (((exponential(distance) / sum - target) * weight) / (n as f64)) as f32);
    }
  }
  store<f32>(result, (total / (n as f64)) as f32);
  store<i32>(result, correct, 4);
}
