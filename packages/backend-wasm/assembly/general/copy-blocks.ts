import { parallel } from '../threads/parallel';
import { chunksOf } from './chunks';

/** Bytes below which one thread does all: waking another would take longer. */
const leastShared: f64 = 400000;
/** At most so many chunks of work. */
const mostChunks: i32 = 16;

/** Blocks of bytes that stand in two rows of rows, here and there; strides in bytes, which may be negative. */
@unmanaged
class Blocks {
  to: usize;
  from: usize;
  bytes: usize;
  outer: i32;
  toOuter: usize;
  fromOuter: usize;
  inner: i32;
  toInner: usize;
  fromInner: usize;
  chunk: i32;
}

const blocks = changetype<Blocks>(memory.data(offsetof<Blocks>(), 16));

/** Copies `outer * inner` blocks: block `(i, j)` from `from + i fromOuter + j fromInner` to `to + i toOuter + j toInner`. */
export function copyBlocks(
  to: usize,
  from: usize,
  bytes: usize,
  outer: i32,
  toOuter: usize,
  fromOuter: usize,
  inner: i32,
  toInner: usize,
  fromInner: usize,
): void {
  blocks.to = to;
  blocks.from = from;
  blocks.bytes = bytes;
  blocks.outer = outer;
  blocks.toOuter = toOuter;
  blocks.fromOuter = fromOuter;
  blocks.inner = inner;
  blocks.toInner = toInner;
  blocks.fromInner = fromInner;
  const shared = <f64>bytes * <f64>outer * <f64>inner >= leastShared;
  blocks.chunk = max(1, shared ? chunksOf(outer, mostChunks) : outer);
  parallel(copyChunk.index, changetype<usize>(blocks), chunksOf(outer, blocks.chunk));
}

function copyChunk(task: usize, chunk: i32, thread: i32): void {
  const b = changetype<Blocks>(task);
  for (let i = chunk * b.chunk, end = min(b.outer, i + b.chunk); i < end; i++) {
    let to = b.to + <usize>i * b.toOuter;
    let from = b.from + <usize>i * b.fromOuter;
    for (let j = 0; j < b.inner; j++) {
      copyBlock(to, from, b.bytes);
      to += b.toInner;
      from += b.fromInner;
    }
  }
}

/** A call of the engine's own copy costs more than a few elements. */
function copyBlock(to: usize, from: usize, bytes: usize): void {
  if (bytes > 64) memory.copy(to, from, bytes);
  else for (let at: usize = 0; at < bytes; at += 4) store<u32>(to + at, load<u32>(from + at));
}
