import { parallel } from '../threads/parallel';
import { scratch } from '../threads/scratch';
import { Elements } from './elements';
import { parameterAt, parameterOfChunk, parameterTable, UpdatedParameter } from './updated-parameter';

/** Elements below which one thread does all: waking another would take longer. */
const leastShared: f64 = 20000;

/** An update of all parameters of the table that threads share. */
@unmanaged
class Update {
  table: usize;
  count: i32;
  /** The arithmetic: a function `(elements, vectors, coefficients)` of the table of functions. */
  arithmetic: u32;
  coefficients: usize;
}

const update = changetype<Update>(memory.data(offsetof<Update>(), 16));
const zeros: usize = memory.data(16, 16);

/**
 * Runs an optimizer's arithmetic over all elements of all parameters, in one launch.
 *
 * @param arithmetic works on whole vectors of four: `(elements, vectors, coefficients)`
 * @param coefficients passed on to it
 */
export function updateParameters(arithmetic: u32, coefficients: usize, count: i32): void {
  update.table = parameterTable(count);
  update.count = count;
  update.arithmetic = arithmetic;
  update.coefficients = coefficients;
  const last = parameterAt(count - 1);
  const chunks = last.firstChunk + (last.rows + last.chunkRows - 1) / last.chunkRows;
  if (elementsOfAll(count) < leastShared) {
    for (let chunk = 0; chunk < chunks; chunk++) updateChunk(changetype<usize>(update), chunk, 0);
  } else {
    parallel(updateChunk.index, changetype<usize>(update), chunks);
  }
}

function elementsOfAll(count: i32): f64 {
  let elements: f64 = 0;
  for (let index = 0; index < count; index++) {
    const p = parameterAt(index);
    elements += <f64>p.rows * <f64>p.columns;
  }
  return elements;
}

function updateChunk(task: usize, chunk: i32, thread: i32): void {
  const u = changetype<Update>(task);
  const p = parameterOfChunk(u.table, u.count, chunk);
  const firstRow = (chunk - p.firstChunk) * p.chunkRows;
  const endRow = min(p.rows, firstRow + p.chunkRows);
  if (p.touchedRows) updateTouchedRows(u, p, firstRow, endRow, thread);
  else if (p.touchedRowsOnly) updateRowsNotZero(u, p, firstRow, endRow, thread);
  else updateRows(u, p, firstRow, endRow, p.gradient + offset(p, firstRow), thread);
}

/** The gradient has some rows only; it is zero in the others. */
function updateTouchedRows(u: Update, p: UpdatedParameter, firstRow: i32, endRow: i32, thread: i32): void {
  let index = lowerBound(p.touchedRows, p.touchedCount, firstRow);
  let row = firstRow;
  while (row < endRow) {
    const next = index < p.touchedCount ? min(endRow, load<i32>(p.touchedRows + ((<usize>index) << 2))) : endRow;
    if (next > row) {
      if (p.touchedRowsOnly) keepRows(p, row, next);
      else updateRows(u, p, row, next, 0, thread);
    }
    if (next < endRow) updateRowUnlessZero(u, p, next, p.gradient + offset(p, index++), thread);
    row = next + 1;
  }
}

function updateRowsNotZero(u: Update, p: UpdatedParameter, firstRow: i32, endRow: i32, thread: i32): void {
  for (let row = firstRow; row < endRow; row++) updateRowUnlessZero(u, p, row, p.gradient + offset(p, row), thread);
}

/** Updates a row, but keeps it if only touched rows are to change and its gradient is zero everywhere. */
function updateRowUnlessZero(u: Update, p: UpdatedParameter, row: i32, gradient: usize, thread: i32): void {
  if (p.touchedRowsOnly && isZero(gradient, p.columns)) keepRows(p, row, row + 1);
  else updateRows(u, p, row, row + 1, gradient, thread);
}

/** @param gradient of the first of these rows, or 0 if it is zero everywhere */
function updateRows(u: Update, p: UpdatedParameter, firstRow: i32, endRow: i32, gradient: usize, thread: i32): void {
  const from = offset(p, firstRow);
  const count = (endRow - firstRow) * p.columns;
  const e = changetype<Elements>(scratch(thread));
  e.parameter = p.parameter + from;
  e.gradient = gradient ? gradient : zeros;
  e.gradientStep = gradient ? 16 : 0;
  e.firstState = p.firstState + from;
  e.secondState = p.secondState + from;
  e.newParameter = p.newParameter + from;
  e.newFirstState = p.newFirstState + from;
  e.newSecondState = p.newSecondState + from;
  e.l2 = p.l2;
  call_indirect<void>(u.arithmetic, changetype<usize>(e), count >> 2, u.coefficients);
  if (count & 3) updateRest(u, p, e, (<usize>(count & ~3)) << 2, (<usize>(count & 3)) << 2);
}

/** The last one to three elements, in the same vector arithmetic: their bits do not depend on where a range ends. */
function updateRest(u: Update, p: UpdatedParameter, e: Elements, from: usize, bytes: usize): void {
  const rest = changetype<Elements>(changetype<usize>(e) + 64);
  const room = changetype<usize>(e) + 128;
  memory.fill(room, 0, 64);
  rest.parameter = rest.newParameter = room;
  rest.gradient = room + 16;
  rest.gradientStep = 16;
  rest.firstState = rest.newFirstState = room + 32;
  rest.secondState = rest.newSecondState = room + 48;
  rest.l2 = e.l2;
  memory.copy(rest.parameter, e.parameter + from, bytes);
  if (e.gradientStep) memory.copy(rest.gradient, e.gradient + from, bytes);
  if (p.firstState) memory.copy(rest.firstState, e.firstState + from, bytes);
  if (p.secondState) memory.copy(rest.secondState, e.secondState + from, bytes);
  call_indirect<void>(u.arithmetic, changetype<usize>(rest), 1, u.coefficients);
  memory.copy(e.newParameter + from, rest.newParameter, bytes);
  if (p.firstState) memory.copy(e.newFirstState + from, rest.newFirstState, bytes);
  if (p.secondState) memory.copy(e.newSecondState + from, rest.newSecondState, bytes);
}

/** Gives the new values of rows that do not change, unless they are in their place already. */
function keepRows(p: UpdatedParameter, firstRow: i32, endRow: i32): void {
  const from = offset(p, firstRow);
  const bytes = offset(p, endRow) - from;
  if (p.newParameter != p.parameter) memory.copy(p.newParameter + from, p.parameter + from, bytes);
  if (p.newFirstState != p.firstState) memory.copy(p.newFirstState + from, p.firstState + from, bytes);
  if (p.newSecondState != p.secondState) memory.copy(p.newSecondState + from, p.secondState + from, bytes);
}

function offset(p: UpdatedParameter, row: i32): usize {
  return (<usize>row * <usize>p.columns) << 2;
}

function isZero(values: usize, count: i32): bool {
  for (let index = 0; index < count; index++) {
    if (load<f32>(values + ((<usize>index) << 2)) != 0) return false;
  }
  return true;
}

/** The first place in an ascending list whose entry is not below `value`. */
function lowerBound(list: usize, count: i32, value: i32): i32 {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<i32>(list + ((<usize>middle) << 2)) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
