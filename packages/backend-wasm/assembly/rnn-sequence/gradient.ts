import { loadPart, Rest, storePart, Whole, wholeLanes } from '../math/parts';
import { multiplyPanels } from '../matrix/multiply-panels';
import { packPanels4 } from '../matrix/pack';
import { packTransposedColumns, Recurrence } from '../sequence/recurrence';
import { recurrentWeightGradients } from '../sequence/weight-gradients';
import { parallel } from '../threads/parallel';
import { slope } from './activation';

@unmanaged
class RnnGradient extends Recurrence {
  activation: i32;
  hasInitial: bool;
  outputs: usize;
  /** `[batch, time, hidden]`; 0 if nothing depends on the outputs. */
  outputsGradient: usize;
  projectedGradient: usize;
  /** `[batch, hidden]`: the gradient of the final state, which becomes that of the initial one. */
  dh: usize;
}

const task = changetype<RnnGradient>(memory.data(offsetof<RnnGradient>(), 16));

/** Back-propagation through time. `dh` arrives as the gradient of the final state and leaves as that of the initial one. */
export function rnnGradient(
  batch: i32,
  time: i32,
  hidden: i32,
  reverse: bool,
  lengths: usize,
  recurrentKernel: usize,
  activation: i32,
  initialH: usize,
  outputs: usize,
  outputsGradient: usize,
  dh: usize,
  projectedGradient: usize,
  recurrentKernelGradient: usize,
  biasGradient: usize,
): void {
  task.start(batch, time, hidden, 1, reverse, lengths);
  task.activation = activation;
  task.hasInitial = initialH != 0;
  task.outputs = outputs;
  task.outputsGradient = outputsGradient;
  task.projectedGradient = projectedGradient;
  task.dh = dh;
  task.packed = packTransposedColumns(recurrentKernel, hidden, hidden, 0, hidden);
  parallel(runGroup.index, changetype<usize>(task), task.groups);
  heap.free(task.packed);
  recurrentWeightGradients(task, outputs, initialH, projectedGradient, recurrentKernelGradient, biasGradient);
  task.finish();
}

function runGroup(argument: usize, group: i32, _thread: i32): void {
  const call = changetype<RnnGradient>(argument);
  const hidden = call.hidden;
  const rows = call.rowsOf(group);
  const first = call.firstRow(group);
  const steps = call.stepsOf(group);
  const panels = call.panelsOf(group);
  const stateBytes = (<usize>hidden) << 2;
  const dh = call.dh + <usize>first * stateBytes;
  const rowStride = <usize>call.time * stateBytes;

  for (let index = steps - 1; index >= 0; index--) {
    const step = call.stepAt(index, steps);
    const projected = call.at(call.projectedGradient, first, step, hidden);
    for (let row = 0; row < rows; row++) {
      const target = projected + <usize>row * rowStride;
      if (step < call.lengthOf(first + row)) runUnits(call, first + row, step, target, dh + <usize>row * stateBytes);
      else memory.fill(target, 0, stateBytes);
    }
    if (index > 0 || call.hasInitial) {
      packPanels4(panels, projected, rows, hidden, rowStride, 4);
      multiplyPanels(dh, stateBytes, panels, call.packed, rows, hidden, hidden, true, call.edgeOf(group));
    }
  }
  call.clearPadding(call.projectedGradient, hidden, group);
}

/** One step of one sequence, all units; `dh` is left at zero for the product that follows. */
function runUnits(call: RnnGradient, sequence: i32, step: i32, projected: usize, dh: usize): void {
  const whole = wholeLanes(call.hidden);
  runUnitsPart<Whole>(call, sequence, step, projected, dh, 0, whole);
  runUnitsPart<Rest>(call, sequence, step, projected, dh, (<usize>whole) << 2, call.hidden - whole);
}

function runUnitsPart<Part>(call: RnnGradient, sequence: i32, step: i32, projected: usize, dh: usize, from: usize, count: i32): void {
  projected += from;
  dh += from;
  const zero = f32x4.splat(0);
  let output = call.at(call.outputs, sequence, step, call.hidden) + from;
  let arriving = call.atIfPresent(call.outputsGradient, sequence, step, call.hidden) + from;
  for (let left = count; left > 0; left -= 4) {
    const dOutput = f32x4.add(loadPart<Part>(dh, left), loadPart<Part>(arriving, left));
    storePart<Part>(projected, f32x4.mul(dOutput, slope(call.activation, loadPart<Part>(output, left))), left);
    storePart<Part>(dh, zero, left);
    output += 16;
    arriving += 16;
    projected += 16;
    dh += 16;
  }
}
