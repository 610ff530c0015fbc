import { multiplyAdd } from '../arithmetic';
import { loadPart, Rest, storePart, Whole, wholeLanes } from '../math/parts';
import { tanh } from '../math/tanh';
import { multiplyPanels } from '../matrix/multiply-panels';
import { packPanels4 } from '../matrix/pack';
import { packTransposedColumns, Recurrence } from '../sequence/recurrence';
import { recurrentWeightGradients } from '../sequence/weight-gradients';
import { parallel } from '../threads/parallel';

@unmanaged
class LstmGradient extends Recurrence {
  gates: usize;
  cells: usize;
  initialC: usize;
  hasInitial: bool;
  /** `[batch, time, hidden]`; 0 if nothing depends on the outputs. */
  outputsGradient: usize;
  projectedGradient: usize;
  /** `[batch, hidden]`: the gradients of the final state, which become those of the initial one. */
  dh: usize;
  dc: usize;
}

const task = changetype<LstmGradient>(memory.data(offsetof<LstmGradient>(), 16));

/** Back-propagation through time. `dh` and `dc` arrive as the gradients of the final state and leave as those of the initial one. */
export function lstmGradient(
  batch: i32,
  time: i32,
  hidden: i32,
  reverse: bool,
  lengths: usize,
  recurrentKernel: usize,
  initialH: usize,
  initialC: usize,
  outputs: usize,
  gates: usize,
  cells: usize,
  outputsGradient: usize,
  dh: usize,
  dc: usize,
  projectedGradient: usize,
  recurrentKernelGradient: usize,
  biasGradient: usize,
): void {
  task.start(batch, time, hidden, 4, reverse, lengths);
  task.gates = gates;
  task.cells = cells;
  task.initialC = initialC;
  task.hasInitial = initialH != 0;
  task.outputsGradient = outputsGradient;
  task.projectedGradient = projectedGradient;
  task.dh = dh;
  task.dc = dc;
  task.packed = packTransposedColumns(recurrentKernel, hidden, 4 * hidden, 0, 4 * hidden);
  parallel(runGroup.index, changetype<usize>(task), task.groups);
  heap.free(task.packed);
  recurrentWeightGradients(task, outputs, initialH, projectedGradient, recurrentKernelGradient, biasGradient);
  task.finish();
}

function runGroup(argument: usize, group: i32, _thread: i32): void {
  const call = changetype<LstmGradient>(argument);
  const hidden = call.hidden;
  const columns = call.columns;
  const rows = call.rowsOf(group);
  const first = call.firstRow(group);
  const steps = call.stepsOf(group);
  const panels = call.panelsOf(group);
  const stateBytes = (<usize>hidden) << 2;
  const dh = call.dh + <usize>first * stateBytes;
  const dc = call.dc + <usize>first * stateBytes;
  const rowStride = (<usize>(call.time * columns)) << 2;

  for (let index = steps - 1; index >= 0; index--) {
    const step = call.stepAt(index, steps);
    const projected = call.at(call.projectedGradient, first, step, columns);
    for (let row = 0; row < rows; row++) {
      if (step < call.lengthOf(first + row)) {
        const state = <usize>row * stateBytes;
        runUnits(call, first + row, step, projected + <usize>row * rowStride, dh + state, dc + state);
      } else memory.fill(projected + <usize>row * rowStride, 0, stateBytes << 2);
    }
    if (index > 0 || call.hasInitial) {
      packPanels4(panels, projected, rows, columns, rowStride, 4);
      multiplyPanels(dh, stateBytes, panels, call.packed, rows, hidden, columns, true, call.edgeOf(group));
    }
  }
  call.clearPadding(call.projectedGradient, columns, group);
}

/** One step of one sequence, all units; `dh` is left at zero for the product that follows. */
function runUnits(call: LstmGradient, sequence: i32, step: i32, projected: usize, dh: usize, dc: usize): void {
  const whole = wholeLanes(call.hidden);
  runUnitsPart<Whole>(call, sequence, step, projected, dh, dc, 0, whole);
  runUnitsPart<Rest>(call, sequence, step, projected, dh, dc, (<usize>whole) << 2, call.hidden - whole);
}

function runUnitsPart<Part>(
  call: LstmGradient,
  sequence: i32,
  step: i32,
  projected: usize,
  dh: usize,
  dc: usize,
  from: usize,
  count: i32,
): void {
  projected += from;
  dc += from;
  dh += from;
  const block = (<usize>call.hidden) << 2;
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  let gates = call.at(call.gates, sequence, step, call.columns) + from;
  let cells = call.at(call.cells, sequence, step, call.hidden) + from;
  let before = call.before(call.cells, call.initialC, sequence, step) + from;
  let arriving = call.atIfPresent(call.outputsGradient, sequence, step, call.hidden) + from;
  for (let left = count; left > 0; left -= 4) {
    const i = loadPart<Part>(gates, left);
    const f = loadPart<Part>(gates + block, left);
    const g = loadPart<Part>(gates + 2 * block, left);
    const o = loadPart<Part>(gates + 3 * block, left);
    const squashed = tanh(loadPart<Part>(cells, left));
    const dOutput = f32x4.add(loadPart<Part>(dh, left), loadPart<Part>(arriving, left));
    const slope = f32x4.sub(one, f32x4.mul(squashed, squashed));
    const dCell = multiplyAdd(f32x4.mul(dOutput, o), slope, loadPart<Part>(dc, left));
    const di = f32x4.mul(f32x4.mul(dCell, g), f32x4.mul(i, f32x4.sub(one, i)));
    const df = f32x4.mul(f32x4.mul(dCell, loadPart<Part>(before, left)), f32x4.mul(f, f32x4.sub(one, f)));
    const dg = f32x4.mul(f32x4.mul(dCell, i), f32x4.sub(one, f32x4.mul(g, g)));
    const dO = f32x4.mul(f32x4.mul(dOutput, squashed), f32x4.mul(o, f32x4.sub(one, o)));
    storePart<Part>(projected, di, left);
    storePart<Part>(projected + block, df, left);
    storePart<Part>(projected + 2 * block, dg, left);
    storePart<Part>(projected + 3 * block, dO, left);
    storePart<Part>(dc, f32x4.mul(dCell, f), left);
    storePart<Part>(dh, zero, left);
    gates += 16;
    cells += 16;
    before += 16;
    arriving += 16;
    projected += 16;
    dc += 16;
    dh += 16;
  }
}
