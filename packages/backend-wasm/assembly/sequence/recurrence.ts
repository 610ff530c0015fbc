import { packPanels8 } from '../matrix/pack';

/**
 * What the kernels of all cells share. Batch, time and features are laid out as `[batch, time, features]`; addresses are 0 for what is
 * absent.
 *
 * The batch is cut into groups of rows, and a thread takes a group through all of time: no step waits for another thread.
 */
@unmanaged
export class Recurrence {
  batch: i32;
  time: i32;
  hidden: i32;
  /** Columns of the recurrent weights: gates times hidden. */
  columns: i32;
  reverse: bool;
  /** `[batch]`, int32: real steps of each sequence. */
  lengths: usize;
  /** Rows of one group, a multiple of 4. */
  groupRows: i32;
  /** The recurrent weights in panels of 8 columns, as the step multiplies them. */
  packed: usize;
  /** Room for packed rows of every group: rows rounded up to 4, times `columns` floats. */
  panels: usize;
  /** One row of zeros, `columns` long, for whatever is absent. */
  zeros: usize;
  /** Room for one edge of a product for each group. */
  edges: usize;

  /** Allocates what every recurrence needs; `finish` gives it back. */
  start(batch: i32, time: i32, hidden: i32, gates: i32, reverse: bool, lengths: usize): void {
    this.batch = batch;
    this.time = time;
    this.hidden = hidden;
    this.columns = gates * hidden;
    this.reverse = reverse;
    this.lengths = lengths;
    // Four groups or a little more: equal shares for two threads, and few left over for three.
    this.groupRows = max(4, (batch / 16) * 4);
    const row = (<usize>this.columns) << 2;
    this.panels = heap.alloc(<usize>((batch + 3) & ~3) * row);
    this.zeros = heap.alloc(row);
    memory.fill(this.zeros, 0, row);
    this.edges = heap.alloc((<usize>this.groups) << 7);
  }

  finish(): void {
    heap.free(this.panels);
    heap.free(this.zeros);
    heap.free(this.edges);
  }

  get groups(): i32 {
    return (this.batch + this.groupRows - 1) / this.groupRows;
  }

  firstRow(group: i32): i32 {
    return group * this.groupRows;
  }

  rowsOf(group: i32): i32 {
    return min(this.groupRows, this.batch - group * this.groupRows);
  }

  panelsOf(group: i32): usize {
    return this.panels + ((<usize>(group * this.groupRows) * <usize>this.columns) << 2);
  }

  edgeOf(group: i32): usize {
    return this.edges + ((<usize>group) << 7);
  }

  /** Real steps of a sequence. */
  lengthOf(sequence: i32): i32 {
    if (this.lengths == 0) return this.time;
    return max(0, min(this.time, load<i32>(this.lengths + ((<usize>sequence) << 2))));
  }

  /** Steps that some sequence of a group has: later ones need no work. */
  stepsOf(group: i32): i32 {
    let most = 0;
    for (let row = 0; row < this.rowsOf(group); row++) most = max(most, this.lengthOf(this.firstRow(group) + row));
    return most;
  }

  /** Zeros in `[batch, time, width]` for a group's steps that no sequence of it has. */
  clearPadding(base: usize, width: i32, group: i32): void {
    const steps = this.stepsOf(group);
    if (steps == this.time) return;
    const bytes = ((<usize>width) << 2) * <usize>(this.time - steps);
    const first = this.firstRow(group);
    for (let sequence = first; sequence < first + this.rowsOf(group); sequence++)
      memory.fill(this.at(base, sequence, steps, width), 0, bytes);
  }

  /** The step that a recurrence over `steps` steps visits as its `index`th. */
  stepAt(index: i32, steps: i32): i32 {
    return this.reverse ? steps - 1 - index : index;
  }

  /** The step before this one in the order of the visit; it may lie outside of the sequence. */
  stepBefore(step: i32): i32 {
    return this.reverse ? step + 1 : step - 1;
  }

  /** The place of `[sequence, step]` in `[batch, time, width]`. */
  at(base: usize, sequence: i32, step: i32, width: i32): usize {
    return base + ((<usize>(sequence * this.time + step) * <usize>width) << 2);
  }

  /** The same, or zeros if the tensor is absent. */
  atIfPresent(base: usize, sequence: i32, step: i32, width: i32): usize {
    return base == 0 ? this.zeros : this.at(base, sequence, step, width);
  }

  /** The state that a step of a sequence started from: of `[batch, time, hidden]`, the initial one, or zeros. */
  before(states: usize, initial: usize, sequence: i32, step: i32): usize {
    const previous = this.stepBefore(step);
    if (previous >= 0 && previous < this.lengthOf(sequence)) return this.at(states, sequence, previous, this.hidden);
    return initial == 0 ? this.zeros : initial + ((<usize>(sequence * this.hidden)) << 2);
  }
}

/** Columns `[first, first + columns)` of weights `[depth, width]`, packed as the right factor of a product. The caller frees it. */
export function packColumns(weights: usize, depth: i32, width: i32, first: i32, columns: i32): usize {
  const packed = heap.alloc(<usize>((columns + 7) & ~7) * <usize>depth * 4);
  packPanels8(packed, weights + ((<usize>first) << 2), columns, depth, 4, (<usize>width) << 2);
  return packed;
}

/** The same columns, transposed and packed: `[columns, depth]` as the right factor. The caller frees it. */
export function packTransposedColumns(weights: usize, depth: i32, width: i32, first: i32, columns: i32): usize {
  const packed = heap.alloc(<usize>((depth + 7) & ~7) * <usize>columns * 4);
  packPanels8(packed, weights + ((<usize>first) << 2), depth, columns, (<usize>width) << 2, 4);
  return packed;
}
