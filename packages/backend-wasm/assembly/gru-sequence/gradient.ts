import { multiplyAdd } from '../arithmetic';
import { loadPart, Rest, storePart, Whole, wholeLanes } from '../math/parts';
import { columnSums } from '../matrix/column-sums';
import { multiplyPanels } from '../matrix/multiply-panels';
import { packPanels4 } from '../matrix/pack';
import { multiply } from '../matrix/product';
import { previousStates } from '../sequence/previous-states';
import { packTransposedColumns, Recurrence } from '../sequence/recurrence';
import { parallel } from '../threads/parallel';

@unmanaged
class GruGradient extends Recurrence {
  resetAfter: bool;
  hasInitial: bool;
  initialH: usize;
  outputs: usize;
  gates: usize;
  /** `[batch, time, hidden]`; 0 if nothing depends on the outputs. */
  outputsGradient: usize;
  projectedGradient: usize;
  /**
   * `[batch, time, hidden]`. With the reset after the product: the gradient of q. With the reset before it: the state that the reset gate
   * let through.
   */
  candidates: usize;
  /** `[batch, hidden]`: the gradient of the final state, which becomes that of the initial one. */
  dh: usize;
  /** The candidate's recurrent weights, transposed; those of both gates stand in `packed`. */
  packedCandidate: usize;
}

const task = changetype<GruGradient>(memory.data(offsetof<GruGradient>(), 16));

/** Back-propagation through time. `dh` arrives as the gradient of the final state and leaves as that of the initial one. */
export function gruGradient(
  batch: i32,
  time: i32,
  hidden: i32,
  reverse: bool,
  lengths: usize,
  recurrentKernel: usize,
  resetAfter: bool,
  initialH: usize,
  outputs: usize,
  gates: usize,
  outputsGradient: usize,
  dh: usize,
  projectedGradient: usize,
  recurrentKernelGradient: usize,
  biasGradient: usize,
  recurrentBiasGradient: usize,
): void {
  task.start(batch, time, hidden, 3, reverse, lengths);
  task.resetAfter = resetAfter;
  task.hasInitial = initialH != 0;
  task.initialH = initialH;
  task.outputs = outputs;
  task.gates = gates;
  task.outputsGradient = outputsGradient;
  task.projectedGradient = projectedGradient;
  task.candidates = heap.alloc((<usize>(batch * time * hidden)) << 2);
  task.dh = dh;
  task.packed = packTransposedColumns(recurrentKernel, hidden, 3 * hidden, 0, 2 * hidden);
  task.packedCandidate = packTransposedColumns(recurrentKernel, hidden, 3 * hidden, 2 * hidden, hidden);
  parallel(runGroup.index, changetype<usize>(task), task.groups);
  heap.free(task.packed);
  heap.free(task.packedCandidate);
  weightGradients(recurrentKernelGradient, biasGradient, recurrentBiasGradient);
  heap.free(task.candidates);
  task.finish();
}

function weightGradients(recurrentKernelGradient: usize, biasGradient: usize, recurrentBiasGradient: usize): void {
  const hidden = task.hidden;
  const rows = task.batch * task.time;
  const stateBytes = (<usize>hidden) << 2;
  const ofCandidate = 2 * stateBytes;
  const width = 3 * stateBytes;
  const before = heap.alloc(<usize>rows * stateBytes);
  previousStates(before, task.outputs, task.initialH, task);
  multiply(recurrentKernelGradient, width, before, 4, stateBytes, task.projectedGradient, width, 4, hidden, 2 * hidden, rows, false);
  // What the candidate's weights multiplied, and the gradient of what came out.
  const factor = task.resetAfter ? before : task.candidates;
  const arriving = task.resetAfter ? task.candidates : task.projectedGradient + ofCandidate;
  const stride = task.resetAfter ? stateBytes : width;
  multiply(recurrentKernelGradient + ofCandidate, width, factor, 4, stateBytes, arriving, stride, 4, hidden, hidden, rows, false);
  heap.free(before);
  columnSums(biasGradient, task.projectedGradient, rows, 3 * hidden, width);
  memory.copy(recurrentBiasGradient, biasGradient, width);
  if (task.resetAfter) columnSums(recurrentBiasGradient + ofCandidate, task.candidates, rows, hidden, stateBytes);
}

function runGroup(argument: usize, group: i32, _thread: i32): void {
  const call = changetype<GruGradient>(argument);
  const hidden = call.hidden;
  const rows = call.rowsOf(group);
  const first = call.firstRow(group);
  const steps = call.stepsOf(group);
  const edge = call.edgeOf(group);
  const stateBytes = (<usize>hidden) << 2;
  // Room for packed gradients of both gates, and after them for those of the candidate.
  const panels = call.panelsOf(group);
  const candidatePanels = panels + <usize>((rows + 3) & ~3) * 2 * stateBytes;
  const dh = call.dh + <usize>first * stateBytes;
  const projectedStride = <usize>call.time * stateBytes * 3;
  const stateStride = <usize>call.time * stateBytes;

  for (let index = steps - 1; index >= 0; index--) {
    const step = call.stepAt(index, steps);
    const projected = call.at(call.projectedGradient, first, step, 3 * hidden);
    const candidates = call.at(call.candidates, first, step, hidden);
    for (let row = 0; row < rows; row++) {
      const target = projected + <usize>row * projectedStride;
      const candidate = candidates + <usize>row * stateStride;
      if (step < call.lengthOf(first + row)) runUnits(call, first + row, step, target, candidate, dh + <usize>row * stateBytes);
      else {
        memory.fill(target, 0, 3 * stateBytes);
        memory.fill(candidate, 0, stateBytes);
      }
    }
    if (call.resetAfter) {
      packPanels4(candidatePanels, candidates, rows, hidden, stateStride, 4);
      multiplyPanels(dh, stateBytes, candidatePanels, call.packedCandidate, rows, hidden, hidden, true, edge);
    } else {
      packPanels4(candidatePanels, projected + 2 * stateBytes, rows, hidden, projectedStride, 4);
      // The gradient of what the reset gate let through, in the room that the gates' panels take afterwards.
      multiplyPanels(panels, stateBytes, candidatePanels, call.packedCandidate, rows, hidden, hidden, false, edge);
      for (let row = 0; row < rows; row++) {
        if (step >= call.lengthOf(first + row)) continue;
        const state = <usize>row * stateBytes;
        resetUnits(call, first + row, step, projected + <usize>row * projectedStride, panels + state, dh + state);
      }
    }
    if (index > 0 || call.hasInitial) {
      packPanels4(panels, projected, rows, 2 * hidden, projectedStride, 4);
      multiplyPanels(dh, stateBytes, panels, call.packed, rows, hidden, 2 * hidden, true, edge);
    }
  }
  call.clearPadding(call.projectedGradient, 3 * hidden, group);
  call.clearPadding(call.candidates, hidden, group);
}

/** One step of one sequence, all units: the gradients of z, n and, with the reset after the product, of r and q. */
function runUnits(call: GruGradient, sequence: i32, step: i32, projected: usize, candidate: usize, dh: usize): void {
  const whole = wholeLanes(call.hidden);
  runUnitsPart<Whole>(call, sequence, step, projected, candidate, dh, 0, whole);
  runUnitsPart<Rest>(call, sequence, step, projected, candidate, dh, (<usize>whole) << 2, call.hidden - whole);
}

function runUnitsPart<Part>(
  call: GruGradient,
  sequence: i32,
  step: i32,
  projected: usize,
  candidate: usize,
  dh: usize,
  from: usize,
  count: i32,
): void {
  projected += from;
  candidate += from;
  dh += from;
  const block = (<usize>call.hidden) << 2;
  const one = f32x4.splat(1);
  let gates = call.at(call.gates, sequence, step, 4 * call.hidden) + from;
  let before = call.before(call.outputs, call.initialH, sequence, step) + from;
  let arriving = call.atIfPresent(call.outputsGradient, sequence, step, call.hidden) + from;
  for (let left = count; left > 0; left -= 4) {
    const r = loadPart<Part>(gates, left);
    const z = loadPart<Part>(gates + block, left);
    const n = loadPart<Part>(gates + 2 * block, left);
    const q = loadPart<Part>(gates + 3 * block, left);
    const state = loadPart<Part>(before, left);
    const dOutput = f32x4.add(loadPart<Part>(dh, left), loadPart<Part>(arriving, left));
    const dn = f32x4.mul(f32x4.mul(dOutput, f32x4.sub(one, z)), f32x4.sub(one, f32x4.mul(n, n)));
    const dz = f32x4.mul(f32x4.mul(dOutput, f32x4.sub(state, n)), f32x4.mul(z, f32x4.sub(one, z)));
    if (call.resetAfter) {
      storePart<Part>(projected, f32x4.mul(f32x4.mul(dn, q), f32x4.mul(r, f32x4.sub(one, r))), left);
      storePart<Part>(candidate, f32x4.mul(dn, r), left);
    } else storePart<Part>(candidate, f32x4.mul(r, state), left);
    storePart<Part>(projected + block, dz, left);
    storePart<Part>(projected + 2 * block, dn, left);
    storePart<Part>(dh, f32x4.mul(dOutput, z), left);
    gates += 16;
    before += 16;
    arriving += 16;
    projected += 16;
    candidate += 16;
    dh += 16;
  }
}

/** With the reset before the product: the gradient of r, and of the state through it. */
function resetUnits(call: GruGradient, sequence: i32, step: i32, projected: usize, offered: usize, dh: usize): void {
  const whole = wholeLanes(call.hidden);
  resetUnitsPart<Whole>(call, sequence, step, projected, offered, dh, 0, whole);
  resetUnitsPart<Rest>(call, sequence, step, projected, offered, dh, (<usize>whole) << 2, call.hidden - whole);
}

function resetUnitsPart<Part>(
  call: GruGradient,
  sequence: i32,
  step: i32,
  projected: usize,
  offered: usize,
  dh: usize,
  from: usize,
  count: i32,
): void {
  projected += from;
  offered += from;
  dh += from;
  const one = f32x4.splat(1);
  let gates = call.at(call.gates, sequence, step, 4 * call.hidden) + from;
  let before = call.before(call.outputs, call.initialH, sequence, step) + from;
  for (let left = count; left > 0; left -= 4) {
    const r = loadPart<Part>(gates, left);
    const arriving = loadPart<Part>(offered, left);
    storePart<Part>(projected, f32x4.mul(f32x4.mul(arriving, loadPart<Part>(before, left)), f32x4.mul(r, f32x4.sub(one, r))), left);
    storePart<Part>(dh, multiplyAdd(arriving, r, loadPart<Part>(dh, left)), left);
    gates += 16;
    before += 16;
    projected += 16;
    offered += 16;
    dh += 16;
  }
}
