/** Where ids occur, row by row of a table. */
export interface Occurrences {
  /** The rows that some id names, ascending. */
  readonly rows: Int32Array;
  /** Where the positions of each of these rows begin, and where the last ones end. */
  readonly starts: Int32Array;
  /** The positions of the ids, those of a row in their order. */
  readonly positions: Int32Array;
}

/** Sorts the positions of ids by the rows that they name. */
export function occurrencesOf(ids: Int32Array, tableRows: number): Occurrences {
  const counts = new Int32Array(tableRows);
  for (const id of ids) counts[id] = (counts[id] as number) + 1;
  const rows = Int32Array.from(new Set(ids)).sort();
  const starts = new Int32Array(rows.length + 1);
  // The counts become the places where the next position of each row goes.
  const next = counts;
  rows.forEach((row, index) => {
    const start = starts[index] as number;
    starts[index + 1] = start + (counts[row] as number);
    next[row] = start;
  });
  const positions = new Int32Array(ids.length);
  ids.forEach((id, position) => {
    const place = next[id] as number;
    positions[place] = position;
    next[id] = place + 1;
  });
  return { rows, starts, positions };
}
