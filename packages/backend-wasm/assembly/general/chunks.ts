/** Elements of one chunk of work. */
export const chunkElements: i32 = 16384;
/** Elements below which one thread does all: waking another would take longer. */
export const leastShared: f64 = 50000;

export function chunksOf(count: i32, size: i32): i32 {
  return (count + size - 1) / size;
}
