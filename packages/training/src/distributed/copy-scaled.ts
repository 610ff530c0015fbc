/** Copies values into a place of as many, each multiplied by `scale`. */
export function copyScaled(values: Float32Array, scale: number, place: Float32Array): void {
  if (scale === 1) {
    place.set(values);
    return;
  }
  for (let index = 0; index < values.length; index++) place[index] = (values[index] as number) * scale;
}
