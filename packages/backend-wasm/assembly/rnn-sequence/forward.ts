import { loadPart, Rest, storePart, Whole, wholeLanes } from '../math/parts';
import { multiplyPanels } from '../matrix/multiply-panels';
import { packPanels4 } from '../matrix/pack';
import { packColumns, Recurrence } from '../sequence/recurrence';
import { parallel } from '../threads/parallel';
import { activate } from './activation';

@unmanaged
class RnnForward extends Recurrence {
  /** `[batch, time, hidden]`; 0 if the products stand in `outputs` already. */
  projected: usize;
  bias: usize;
  activation: i32;
  /** Whether the state before the first step can be other than zero. */
  hasInitial: bool;
  outputs: usize;
  /** `[batch, hidden]`: the initial state, which becomes the final one. */
  h: usize;
}

const task = changetype<RnnForward>(memory.data(offsetof<RnnForward>(), 16));

/**
 * The vanilla recurrence over whole sequences. `outputs` holds the projected inputs, or gets them from `projected`. `h` is the initial
 * state, zeros if there is none, and becomes the final one.
 */
export function rnnForward(
  batch: i32,
  time: i32,
  hidden: i32,
  reverse: bool,
  lengths: usize,
  projected: usize,
  bias: usize,
  recurrentKernel: usize,
  activation: i32,
  hasInitial: bool,
  outputs: usize,
  h: usize,
): void {
  task.start(batch, time, hidden, 1, reverse, lengths);
  task.projected = projected;
  task.bias = bias == 0 ? task.zeros : bias;
  task.activation = activation;
  task.hasInitial = hasInitial;
  task.outputs = outputs;
  task.h = h;
  task.packed = packColumns(recurrentKernel, hidden, hidden, 0, hidden);
  parallel(runGroup.index, changetype<usize>(task), task.groups);
  heap.free(task.packed);
  task.finish();
}

function runGroup(argument: usize, group: i32, _thread: i32): void {
  const call = changetype<RnnForward>(argument);
  const hidden = call.hidden;
  const rows = call.rowsOf(group);
  const first = call.firstRow(group);
  const steps = call.stepsOf(group);
  const panels = call.panelsOf(group);
  const stateBytes = (<usize>hidden) << 2;
  const h = call.h + <usize>first * stateBytes;
  const rowStride = <usize>call.time * stateBytes;

  for (let index = 0; index < steps; index++) {
    const step = call.stepAt(index, steps);
    const outputs = call.at(call.outputs, first, step, hidden);
    if (call.projected) {
      const projected = call.at(call.projected, first, step, hidden);
      for (let row = 0; row < rows; row++) memory.copy(outputs + <usize>row * rowStride, projected + <usize>row * rowStride, stateBytes);
    }
    if (index > 0 || call.hasInitial) {
      packPanels4(panels, h, rows, hidden, stateBytes, 4);
      multiplyPanels(outputs, rowStride, panels, call.packed, rows, hidden, hidden, true, call.edgeOf(group));
    }
    for (let row = 0; row < rows; row++) {
      const output = outputs + <usize>row * rowStride;
      if (step < call.lengthOf(first + row)) runUnits(call, output, h + <usize>row * stateBytes);
      else memory.fill(output, 0, stateBytes);
    }
  }
  call.clearPadding(call.outputs, hidden, group);
}

/** One step of one sequence, all units. */
function runUnits(call: RnnForward, output: usize, h: usize): void {
  const whole = wholeLanes(call.hidden);
  runUnitsPart<Whole>(call, output, h, 0, whole);
  runUnitsPart<Rest>(call, output, h, (<usize>whole) << 2, call.hidden - whole);
}

function runUnitsPart<Part>(call: RnnForward, output: usize, h: usize, from: usize, count: i32): void {
  output += from;
  h += from;
  let bias = call.bias + from;
  for (let left = count; left > 0; left -= 4) {
    const y = activate(call.activation, f32x4.add(loadPart<Part>(output, left), loadPart<Part>(bias, left)));
    storePart<Part>(output, y, left);
    storePart<Part>(h, y, left);
    bias += 16;
    output += 16;
    h += 16;
  }
}
