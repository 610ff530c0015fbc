import { multiplyAdd } from '../arithmetic';
import { loadPart, Rest, storePart, Whole, wholeLanes } from '../math/parts';
import { sigmoid } from '../math/sigmoid';
import { tanh } from '../math/tanh';
import { multiplyPanels } from '../matrix/multiply-panels';
import { packPanels4 } from '../matrix/pack';
import { packColumns, Recurrence } from '../sequence/recurrence';
import { parallel } from '../threads/parallel';

@unmanaged
class GruForward extends Recurrence {
  /** `[batch, time, 3 * hidden]`; 0 if the products stand in the first three parts of `gates` already. */
  projected: usize;
  bias: usize;
  recurrentBias: usize;
  /** Whether the reset gate multiplies the recurrent product of the candidate, or the state before it. */
  resetAfter: bool;
  /** Whether the state before the first step can be other than zero. */
  hasInitial: bool;
  outputs: usize;
  /** `[batch, time, 4 * hidden]`: r, z, n and q */
  gates: usize;
  /** `[batch, hidden]`: the initial state, which becomes the final one. */
  h: usize;
  /** The candidate's recurrent weights; those of both gates stand in `packed`. */
  packedCandidate: usize;
}

const task = changetype<GruForward>(memory.data(offsetof<GruForward>(), 16));

/**
 * The GRU over whole sequences. The first three parts of `gates` hold the projected inputs, or get them from `projected`, and become the
 * activated r, z, n; the fourth is q, the candidate's recurrent product with its bias. `h` is the initial state, zeros if there is none,
 * and becomes the final one.
 */
export function gruForward(
  batch: i32,
  time: i32,
  hidden: i32,
  reverse: bool,
  lengths: usize,
  projected: usize,
  bias: usize,
  recurrentBias: usize,
  recurrentKernel: usize,
  resetAfter: bool,
  hasInitial: bool,
  outputs: usize,
  h: usize,
  gates: usize,
): void {
  task.start(batch, time, hidden, 3, reverse, lengths);
  task.projected = projected;
  task.bias = bias == 0 ? task.zeros : bias;
  task.recurrentBias = recurrentBias == 0 ? task.zeros : recurrentBias;
  task.resetAfter = resetAfter;
  task.hasInitial = hasInitial;
  task.outputs = outputs;
  task.gates = gates;
  task.h = h;
  task.packed = packColumns(recurrentKernel, hidden, 3 * hidden, 0, 2 * hidden);
  task.packedCandidate = packColumns(recurrentKernel, hidden, 3 * hidden, 2 * hidden, hidden);
  parallel(runGroup.index, changetype<usize>(task), task.groups);
  heap.free(task.packed);
  heap.free(task.packedCandidate);
  task.finish();
}

function runGroup(argument: usize, group: i32, _thread: i32): void {
  const call = changetype<GruForward>(argument);
  const hidden = call.hidden;
  const rows = call.rowsOf(group);
  const first = call.firstRow(group);
  const steps = call.stepsOf(group);
  const panels = call.panelsOf(group);
  const edge = call.edgeOf(group);
  const stateBytes = (<usize>hidden) << 2;
  // Room for the packed state, and after it for the part of the state that the reset gate lets through.
  const offered = panels + <usize>((rows + 3) & ~3) * stateBytes;
  const h = call.h + <usize>first * stateBytes;
  const gatesStride = (<usize>call.time * stateBytes) << 2;
  const projectedStride = <usize>call.time * stateBytes * 3;

  for (let index = 0; index < steps; index++) {
    const step = call.stepAt(index, steps);
    const gates = call.at(call.gates, first, step, 4 * hidden);
    const q = gates + 3 * stateBytes;
    if (call.projected) {
      const projected = call.at(call.projected, first, step, 3 * hidden);
      for (let row = 0; row < rows; row++) {
        memory.copy(gates + <usize>row * gatesStride, projected + <usize>row * projectedStride, 3 * stateBytes);
      }
    }
    const hasState = index > 0 || call.hasInitial;
    if (hasState) {
      packPanels4(panels, h, rows, hidden, stateBytes, 4);
      multiplyPanels(gates, gatesStride, panels, call.packed, rows, 2 * hidden, hidden, true, edge);
    }
    for (let row = 0; row < rows; row++) {
      const state = <usize>row * stateBytes;
      openGates(call, gates + <usize>row * gatesStride, h + state, offered + state);
    }
    if (hasState) {
      if (!call.resetAfter) packPanels4(panels, offered, rows, hidden, stateBytes, 4);
      multiplyPanels(q, gatesStride, panels, call.packedCandidate, rows, hidden, hidden, false, edge);
    } else {
      for (let row = 0; row < rows; row++) memory.fill(q + <usize>row * gatesStride, 0, stateBytes);
    }
    for (let row = 0; row < rows; row++) {
      const output = call.at(call.outputs, first + row, step, hidden);
      if (step < call.lengthOf(first + row)) blend(call, gates + <usize>row * gatesStride, h + <usize>row * stateBytes, output);
      else memory.fill(output, 0, stateBytes);
    }
  }
  call.clearPadding(call.outputs, hidden, group);
}

/** Both gates of one sequence at one step, and the part of the state that the reset gate lets through where that comes first. */
function openGates(call: GruForward, gates: usize, h: usize, offered: usize): void {
  const whole = wholeLanes(call.hidden);
  openGatesPart<Whole>(call, gates, h, offered, 0, whole);
  openGatesPart<Rest>(call, gates, h, offered, (<usize>whole) << 2, call.hidden - whole);
}

function openGatesPart<Part>(call: GruForward, gates: usize, h: usize, offered: usize, from: usize, count: i32): void {
  gates += from;
  h += from;
  offered += from;
  const block = (<usize>call.hidden) << 2;
  let bias = call.bias + from;
  let recurrentBias = call.recurrentBias + from;
  for (let left = count; left > 0; left -= 4) {
    const zAt = gates + block;
    const rBias = f32x4.add(loadPart<Part>(bias, left), loadPart<Part>(recurrentBias, left));
    const zBias = f32x4.add(loadPart<Part>(bias + block, left), loadPart<Part>(recurrentBias + block, left));
    const r = sigmoid(f32x4.add(loadPart<Part>(gates, left), rBias));
    storePart<Part>(gates, r, left);
    storePart<Part>(zAt, sigmoid(f32x4.add(loadPart<Part>(zAt, left), zBias)), left);
    if (!call.resetAfter) storePart<Part>(offered, f32x4.mul(r, loadPart<Part>(h, left)), left);
    gates += 16;
    bias += 16;
    recurrentBias += 16;
    h += 16;
    offered += 16;
  }
}

/** The candidate and the new state of one sequence at one step. */
function blend(call: GruForward, gates: usize, h: usize, output: usize): void {
  const whole = wholeLanes(call.hidden);
  blendPart<Whole>(call, gates, h, output, 0, whole);
  blendPart<Rest>(call, gates, h, output, (<usize>whole) << 2, call.hidden - whole);
}

function blendPart<Part>(call: GruForward, gates: usize, h: usize, output: usize, from: usize, count: i32): void {
  gates += from;
  h += from;
  output += from;
  const block = (<usize>call.hidden) << 2;
  const one = f32x4.splat(1);
  let bias = call.bias + 2 * block + from;
  let recurrentBias = call.recurrentBias + 2 * block + from;
  for (let left = count; left > 0; left -= 4) {
    const nAt = gates + 2 * block;
    const qAt = nAt + block;
    const z = loadPart<Part>(gates + block, left);
    const q = f32x4.add(loadPart<Part>(qAt, left), loadPart<Part>(recurrentBias, left));
    const sum = f32x4.add(loadPart<Part>(nAt, left), loadPart<Part>(bias, left));
    const n = tanh(call.resetAfter ? multiplyAdd(loadPart<Part>(gates, left), q, sum) : f32x4.add(sum, q));
    const y = multiplyAdd(z, loadPart<Part>(h, left), f32x4.mul(f32x4.sub(one, z), n));
    storePart<Part>(nAt, n, left);
    storePart<Part>(qAt, q, left);
    storePart<Part>(h, y, left);
    storePart<Part>(output, y, left);
    gates += 16;
    bias += 16;
    recurrentBias += 16;
    h += 16;
    output += 16;
  }
}
