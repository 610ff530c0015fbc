/** Whether no value is infinite or NaN: the sum of all says so, and takes less time than a look at each. */
export function areFinite(values: Float32Array): boolean {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const end = values.length - (values.length % 4);
  // Four sums, since each addition waits for the one before.
  for (let place = 0; place < end; place += 4) {
    first += values[place] as number;
    second += values[place + 1] as number;
    third += values[place + 2] as number;
    fourth += values[place + 3] as number;
  }
  for (let place = end; place < values.length; place++) first += values[place] as number;
  return Number.isFinite(first + second + third + fourth);
}
