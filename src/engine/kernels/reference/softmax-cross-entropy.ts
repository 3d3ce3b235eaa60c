/** Mean of weight * cross-entropy(softmax(logits), smoothed label), its gradient, and the number of right answers. */
export function softmaxCrossEntropy(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  smoothing: number,
  classWeights: ArrayLike<number>,
): { loss: number; correct: number; dLogits: Float64Array } {
  const rows = labels.length;
  const dLogits = new Float64Array(logits.length);
  let loss = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const label = labels[row] ?? Number.NaN;
    const own = Array.from({ length: classes }, (_, c) => logits[row * classes + c] ?? Number.NaN);
    const highest = Math.max(...own);
    if (own.indexOf(highest) === label) correct++;
    const total = own.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
    const weight = classWeights[label] ?? Number.NaN;
    own.forEach((logit, c) => {
      const target = smoothing / classes + (c === label ? 1 - smoothing : 0);
      const logProbability = logit - highest - Math.log(total);
      loss -= (weight * target * logProbability) / rows;
      dLogits[row * classes + c] = (weight * (Math.exp(logProbability) - target)) / rows;
    });
  }
  return { loss, correct, dLogits };
}
