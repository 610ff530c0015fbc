import { exp } from '../math/exp';
import { loadLanes, storeLanes } from '../math/lanes';
import { sigmoid } from '../math/sigmoid';
import { tanh } from '../math/tanh';
import { parallel } from '../threads/parallel';
import { chunkElements, chunksOf, leastShared } from './chunks';

@unmanaged
class Unary {
  op: i32;
  to: usize;
  from: usize;
  count: i32;
  parameter: f32;
}

const unaryTask = changetype<Unary>(memory.data(offsetof<Unary>(), 16));

/**
 * @param op 0 to 8: negation, absolute value, square, square root, rectifier, step (which is `parameter` below 0), exponential, sigmoid,
 * hyperbolic tangent
 */
export function unary(op: i32, to: usize, from: usize, count: i32, parameter: f32): void {
  unaryTask.op = op;
  unaryTask.to = to;
  unaryTask.from = from;
  unaryTask.count = count;
  unaryTask.parameter = parameter;
  const task = changetype<usize>(unaryTask);
  const chunks = chunksOf(count, chunkElements);
  // From the exponential on, an element costs some ten times more.
  if (<f64>count * (op > 5 ? 10 : 1) < leastShared) for (let chunk = 0; chunk < chunks; chunk++) unaryChunk(task, chunk, 0);
  else parallel(unaryChunk.index, task, chunks);
}

function unaryChunk(task: usize, chunk: i32, thread: i32): void {
  const u = changetype<Unary>(task);
  const first = chunk * chunkElements;
  const count = min(chunkElements, u.count - first);
  let from = u.from + ((<usize>first) << 2);
  let to = u.to + ((<usize>first) << 2);
  const parameter = f32x4.splat(u.parameter);
  const end = from + ((<usize>(count & ~3)) << 2);
  while (from < end) {
    v128.store(to, apply(u.op, v128.load(from), parameter));
    from += 16;
    to += 16;
  }
  const rest = count & 3;
  if (rest) storeLanes(to, apply(u.op, loadLanes(from, rest), parameter), rest);
}

function apply(op: i32, x: v128, parameter: v128): v128 {
  const zero = f32x4.splat(0);
  switch (op) {
    case 0:
      return f32x4.neg(x);
    case 1:
      return f32x4.abs(x);
    case 2:
      return f32x4.mul(x, x);
    case 3:
      return f32x4.sqrt(x);
    case 4:
      return f32x4.max(zero, x);
    case 5:
      // Not a number stays so.
      return v128.bitselect(v128.bitselect(f32x4.splat(1), parameter, f32x4.gt(x, zero)), x, f32x4.eq(x, x));
    case 6:
      return exponential(x);
    case 7:
      return sigmoid(x);
    default:
      return tanh(x);
  }
}

/** The square of `e^(x / 2)`, which reaches infinity and zero where `e^x` does. */
function exponential(x: v128): v128 {
  const root = exp(f32x4.mul(x, f32x4.splat(0.5)));
  return f32x4.mul(root, root);
}
