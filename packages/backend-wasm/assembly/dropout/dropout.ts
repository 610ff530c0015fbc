import { loadLanes, storeLanes } from '../math/lanes';
import { parallel } from '../threads/parallel';
import { threefryWords } from './threefry';

/** Elements of one chunk of work. */
const chunkElements: i32 = 8192;

@unmanaged
class Dropout {
  to: usize;
  from: usize;
  count: i32;
  k0: i32;
  k1: i32;
  start: i32;
  dropped: i32;
  scale: f32;
}

const dropping = changetype<Dropout>(memory.data(offsetof<Dropout>(), 16));

/**
 * Each of `count` elements times `scale`, or 0 where the upper 24 bits of its random word are below `dropped`.
 *
 * @param k0 with `k1` the key of the random words
 * @param start the counter of the first element's word, 32 bits without a sign; each later element has the next one
 */
export function dropout(to: usize, from: usize, count: i32, k0: i32, k1: i32, start: i32, dropped: i32, scale: f32): void {
  dropping.to = to;
  dropping.from = from;
  dropping.count = count;
  dropping.k0 = k0;
  dropping.k1 = k1;
  dropping.start = start;
  dropping.dropped = dropped;
  dropping.scale = scale;
  parallel(dropoutChunk.index, changetype<usize>(dropping), (count + chunkElements - 1) / chunkElements);
}

function dropoutChunk(task: usize, chunk: i32, thread: i32): void {
  const d = changetype<Dropout>(task);
  const from = chunk * chunkElements;
  const end = min(d.count, from + chunkElements);
  const dropped = i32x4.splat(d.dropped);
  const scale = f32x4.splat(d.scale);
  const counters = i32x4.add(i32x4.splat(d.start), i32x4(0, 1, 2, 3));
  for (let index = from; index < end; index += 4) {
    const at = (<usize>index) << 2;
    const words = threefryWords(d.k0, d.k1, i32x4.add(i32x4.splat(index), counters));
    const kept = i32x4.ge_s(i32x4.shr_u(words, 8), dropped);
    const scaled = f32x4.mul(loadLanes(d.from + at, end - index), scale);
    storeLanes(d.to + at, v128.and(scaled, kept), end - index);
  }
}
