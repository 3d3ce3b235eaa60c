/** Keras' MaxNorm on axis 0 of [rows, columns]: w * min(norm, limit) / (1e-7 + norm), norm by column. */
export function maxNorm(weights: ArrayLike<number>, columns: number, limit: number): Float64Array {
  const squares = new Float64Array(columns);
  for (let index = 0; index < weights.length; index++) {
    const w = weights[index] ?? Number.NaN;
    squares[index % columns] = (squares[index % columns] ?? Number.NaN) + w * w;
  }
  return Float64Array.from({ length: weights.length }, (_, index) => {
    const norm = Math.sqrt(squares[index % columns] ?? Number.NaN);
    return ((weights[index] ?? Number.NaN) * Math.min(norm, limit)) / (1e-7 + norm);
  });
}
