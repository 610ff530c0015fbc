import { loadLanes, storeLanes } from '../math/lanes';
import { parallel } from '../threads/parallel';
import { chunkElements, chunksOf, leastShared } from './chunks';

/** `to [outer, inner] = op(a, b)`; an operand that does not move along an axis has a stride of 0 there. Strides in bytes. */
@unmanaged
class Binary {
  op: i32;
  to: usize;
  a: usize;
  b: usize;
  outer: i32;
  inner: i32;
  aOuter: usize;
  bOuter: usize;
  aInner: usize;
  bInner: usize;
  /** Of the longer axis: the other is done whole. */
  chunk: i32;
}

const binaryTask = changetype<Binary>(memory.data(offsetof<Binary>(), 16));

/** @param op 0 to 5: sum, difference, product, quotient, larger, smaller */
export function binary(
  op: i32,
  to: usize,
  a: usize,
  b: usize,
  outer: i32,
  inner: i32,
  aOuter: usize,
  bOuter: usize,
  aInner: usize,
  bInner: usize,
): void {
  const t = binaryTask;
  t.op = op;
  t.to = to;
  t.a = a;
  t.b = b;
  t.outer = outer;
  t.inner = inner;
  t.aOuter = aOuter;
  t.bOuter = bOuter;
  t.aInner = aInner;
  t.bInner = bInner;
  const task = changetype<usize>(t);
  if (<f64>outer * <f64>inner < leastShared) rows(t, 0, outer, 0, inner);
  else if (outer > 1) {
    t.chunk = max(1, chunkElements / inner);
    parallel(rowsChunk.index, task, chunksOf(outer, t.chunk));
  } else parallel(innerChunk.index, task, chunksOf(inner, chunkElements));
}

function rowsChunk(task: usize, chunk: i32, thread: i32): void {
  const t = changetype<Binary>(task);
  rows(t, chunk * t.chunk, min(t.outer, (chunk + 1) * t.chunk), 0, t.inner);
}

function innerChunk(task: usize, chunk: i32, thread: i32): void {
  const t = changetype<Binary>(task);
  rows(t, 0, 1, chunk * chunkElements, min(t.inner, (chunk + 1) * chunkElements));
}

function rows(t: Binary, firstRow: i32, endRow: i32, from: i32, end: i32): void {
  for (let row = firstRow; row < endRow; row++) {
    const to = t.to + (<usize>row * <usize>t.inner + <usize>from) * 4;
    const a = t.a + <usize>row * t.aOuter + <usize>from * t.aInner;
    const b = t.b + <usize>row * t.bOuter + <usize>from * t.bInner;
    vectors(t.op, to, a, t.aInner << 2, b, t.bInner << 2, end - from);
  }
}

function vectors(op: i32, to: usize, a: usize, aStep: usize, b: usize, bStep: usize, count: i32): void {
  const aOnly = v128.load32_splat(a);
  const bOnly = v128.load32_splat(b);
  const whole = (<usize>(count & ~3)) << 2;
  const end = to + whole;
  while (to < end) {
    v128.store(to, combine(op, aStep ? v128.load(a) : aOnly, bStep ? v128.load(b) : bOnly));
    to += 16;
    a += aStep;
    b += bStep;
  }
  const rest = count & 3;
  if (rest) storeLanes(to, combine(op, aStep ? loadLanes(a, rest) : aOnly, bStep ? loadLanes(b, rest) : bOnly), rest);
}

function combine(op: i32, a: v128, b: v128): v128 {
  switch (op) {
    case 0:
      return f32x4.add(a, b);
    case 1:
      return f32x4.sub(a, b);
    case 2:
      return f32x4.mul(a, b);
    case 3:
      return f32x4.div(a, b);
    case 4:
      return f32x4.max(a, b);
    default:
      return f32x4.min(a, b);
  }
}
