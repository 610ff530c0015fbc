/** `to`, of `length` elements, becomes the matrix that is zero but for `rows [count]`, whose values are `values [count, columns]`. */
export function makeRowsDense(to: usize, length: usize, values: usize, rows: usize, count: i32, columns: i32): void {
  const bytes = (<usize>columns) << 2;
  memory.fill(to, 0, length << 2);
  for (let index = 0; index < count; index++) {
    const row = load<u32>(rows + ((<usize>index) << 2));
    memory.copy(to + <usize>row * bytes, values + <usize>index * bytes, bytes);
  }
}
