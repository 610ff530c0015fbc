/**
 * Pearson's correlation of two rows of numbers: 1 where one follows the other, -1 where it does the opposite, 0 where neither tells
 * anything of the other, or one of them never changes.
 *
 * @param first and `second` have the same length
 */
export function correlation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const count = first.length;
  const [firstMean, secondMean] = [mean(first), mean(second)];
  let [product, firstSquares, secondSquares] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const x = (first[index] as number) - firstMean;
    const y = (second[index] as number) - secondMean;
    product += x * y;
    firstSquares += x * x;
    secondSquares += y * y;
  }
  const scale = Math.sqrt(firstSquares * secondSquares);
  return scale > 0 ? product / scale : 0;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum / values.length;
}
