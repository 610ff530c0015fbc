/** Room for this many bytes, at a multiple of 16; its content is not defined. Fails if the memory cannot grow. */
export function allocate(bytes: usize): usize {
  return heap.alloc(bytes);
}

export function release(address: usize): void {
  heap.free(address);
}

export function fillZeros(to: usize, count: usize): void {
  memory.fill(to, 0, count << 2);
}

export function copyFloats(to: usize, from: usize, count: usize): void {
  memory.copy(to, from, count << 2);
}
