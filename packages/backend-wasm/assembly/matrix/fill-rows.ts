/** Every row of `to [rows, columns]` becomes a copy of `row [columns]`. */
export function fillRows(to: usize, row: usize, rows: i32, columns: i32): void {
  const bytes = (<usize>columns) << 2;
  for (let index = 0; index < rows; index++) {
    memory.copy(to, row, bytes);
    to += bytes;
  }
}
