import { parallel } from '../threads/parallel';
import { leastSharedChunks } from './sum-squares';
import { chunksOfAll, vectorAt, vectorChunk, vectorOfChunk, vectorTable } from './vector-table';

@unmanaged
class Scaling {
  table: usize;
  count: i32;
  factor: f32;
}

const scaling = changetype<Scaling>(memory.data(offsetof<Scaling>(), 16));

/** Writes all vectors of the table, times a factor, to where they go. */
export function scaleVectors(count: i32, factor: f64): void {
  scaling.table = vectorTable(count);
  scaling.count = count;
  scaling.factor = <f32>factor;
  const chunks = chunksOfAll(scaling.table, count);
  const shared = changetype<usize>(scaling);
  if (chunks < leastSharedChunks) for (let chunk = 0; chunk < chunks; chunk++) scaleChunk(shared, chunk, 0);
  else parallel(scaleChunk.index, shared, chunks);
}

function scaleChunk(task: usize, chunk: i32, thread: i32): void {
  const s = changetype<Scaling>(task);
  const vector = vectorAt(s.table, vectorOfChunk(s.table, s.count, chunk));
  const first = (chunk - vector.firstChunk) * vectorChunk;
  const bytes = (<usize>min(vectorChunk, vector.length - first)) << 2;
  const from = vector.from + ((<usize>first) << 2);
  const to = vector.to + ((<usize>first) << 2);
  const factors = f32x4.splat(s.factor);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(to + at, f32x4.mul(v128.load(from + at), factors));
  for (; at < bytes; at += 4) store<f32>(to + at, load<f32>(from + at) * s.factor);
}
