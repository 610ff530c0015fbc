import { multiplyAdd } from '../arithmetic';
import { loadPart, Rest, storePart, Whole, wholeLanes } from '../math/parts';
import { sigmoid } from '../math/sigmoid';
import { tanh } from '../math/tanh';
import { multiplyPanels } from '../matrix/multiply-panels';
import { packPanels4 } from '../matrix/pack';
import { packColumns, Recurrence } from '../sequence/recurrence';
import { parallel } from '../threads/parallel';

@unmanaged
class LstmForward extends Recurrence {
  /** `[batch, time, 4 * hidden]`; 0 if the products stand in `gates` already. */
  projected: usize;
  bias: usize;
  forgetBias: f32;
  /** Whether the state before the first step can be other than zero. */
  hasInitial: bool;
  outputs: usize;
  gates: usize;
  cells: usize;
  /** `[batch, hidden]`: the initial state, which becomes the final one. */
  h: usize;
  c: usize;
}

const task = changetype<LstmForward>(memory.data(offsetof<LstmForward>(), 16));

/**
 * The LSTM over whole sequences. `gates` holds the projected inputs, or gets them from `projected`, and becomes the activated i, f, g, o.
 * `h` and `c` are the initial state, zeros if there is none, and become the final one.
 */
export function lstmForward(
  batch: i32,
  time: i32,
  hidden: i32,
  reverse: bool,
  lengths: usize,
  projected: usize,
  bias: usize,
  recurrentKernel: usize,
  forgetBias: f32,
  hasInitial: bool,
  outputs: usize,
  h: usize,
  c: usize,
  gates: usize,
  cells: usize,
): void {
  task.start(batch, time, hidden, 4, reverse, lengths);
  task.projected = projected;
  task.bias = bias == 0 ? task.zeros : bias;
  task.forgetBias = forgetBias;
  task.hasInitial = hasInitial;
  task.outputs = outputs;
  task.gates = gates;
  task.cells = cells;
  task.h = h;
  task.c = c;
  task.packed = packColumns(recurrentKernel, hidden, 4 * hidden, 0, 4 * hidden);
  parallel(runGroup.index, changetype<usize>(task), task.groups);
  heap.free(task.packed);
  task.finish();
}

function runGroup(argument: usize, group: i32, _thread: i32): void {
  const call = changetype<LstmForward>(argument);
  const hidden = call.hidden;
  const columns = call.columns;
  const rows = call.rowsOf(group);
  const first = call.firstRow(group);
  const steps = call.stepsOf(group);
  const panels = call.panelsOf(group);
  const stateBytes = (<usize>hidden) << 2;
  const h = call.h + <usize>first * stateBytes;
  const c = call.c + <usize>first * stateBytes;
  const rowStride = (<usize>(call.time * columns)) << 2;

  for (let index = 0; index < steps; index++) {
    const step = call.stepAt(index, steps);
    const gates = call.at(call.gates, first, step, columns);
    if (call.projected) {
      const projected = call.at(call.projected, first, step, columns);
      for (let row = 0; row < rows; row++) memory.copy(gates + <usize>row * rowStride, projected + <usize>row * rowStride, stateBytes << 2);
    }
    if (index > 0 || call.hasInitial) {
      packPanels4(panels, h, rows, hidden, stateBytes, 4);
      multiplyPanels(gates, rowStride, panels, call.packed, rows, columns, hidden, true, call.edgeOf(group));
    }
    for (let row = 0; row < rows; row++) {
      const output = call.at(call.outputs, first + row, step, hidden);
      if (step < call.lengthOf(first + row)) {
        const state = <usize>row * stateBytes;
        runUnits(call, gates + <usize>row * rowStride, c + state, h + state, call.at(call.cells, first + row, step, hidden), output);
      } else memory.fill(output, 0, stateBytes);
    }
  }
  call.clearPadding(call.outputs, hidden, group);
}

/** One step of one sequence, all units: in two passes, since what shows of a cell waits long for the cell. */
function runUnits(call: LstmForward, gates: usize, c: usize, h: usize, cells: usize, output: usize): void {
  updateCells(call, gates, c, cells);
  showCells(call.hidden, gates + 3 * ((<usize>call.hidden) << 2), c, h, output);
}

/** The gates, and the cells that they lead to. */
function updateCells(call: LstmForward, gates: usize, c: usize, cells: usize): void {
  const whole = wholeLanes(call.hidden);
  updateCellsPart<Whole>(call, gates, c, cells, 0, whole);
  updateCellsPart<Rest>(call, gates, c, cells, (<usize>whole) << 2, call.hidden - whole);
}

function updateCellsPart<Part>(call: LstmForward, gates: usize, c: usize, cells: usize, from: usize, count: i32): void {
  gates += from;
  c += from;
  cells += from;
  const block = (<usize>call.hidden) << 2;
  const forgetBias = f32x4.splat(call.forgetBias);
  let bias = call.bias + from;
  for (let left = count; left > 0; left -= 4) {
    const fAt = gates + block;
    const gAt = fAt + block;
    const oAt = gAt + block;
    const i = sigmoid(f32x4.add(loadPart<Part>(gates, left), loadPart<Part>(bias, left)));
    const f = sigmoid(f32x4.add(f32x4.add(loadPart<Part>(fAt, left), loadPart<Part>(bias + block, left)), forgetBias));
    const g = tanh(f32x4.add(loadPart<Part>(gAt, left), loadPart<Part>(bias + 2 * block, left)));
    const o = sigmoid(f32x4.add(loadPart<Part>(oAt, left), loadPart<Part>(bias + 3 * block, left)));
    const cell = multiplyAdd(f, loadPart<Part>(c, left), f32x4.mul(i, g));
    storePart<Part>(gates, i, left);
    storePart<Part>(fAt, f, left);
    storePart<Part>(gAt, g, left);
    storePart<Part>(oAt, o, left);
    storePart<Part>(c, cell, left);
    storePart<Part>(cells, cell, left);
    gates += 16;
    bias += 16;
    c += 16;
    cells += 16;
  }
}

/** What the output gates let out: `h = o tanh(c)`. */
function showCells(hidden: i32, o: usize, c: usize, h: usize, output: usize): void {
  const whole = wholeLanes(hidden);
  showCellsPart<Whole>(o, c, h, output, 0, whole);
  showCellsPart<Rest>(o, c, h, output, (<usize>whole) << 2, hidden - whole);
}

function showCellsPart<Part>(o: usize, c: usize, h: usize, output: usize, from: usize, count: i32): void {
  o += from;
  c += from;
  h += from;
  output += from;
  for (let left = count; left > 0; left -= 4) {
    const y = f32x4.mul(loadPart<Part>(o, left), tanh(loadPart<Part>(c, left)));
    storePart<Part>(h, y, left);
    storePart<Part>(output, y, left);
    o += 16;
    c += 16;
    h += 16;
    output += 16;
  }
}
