/** Room for this many bytes, at a multiple of 16; its content is not defined. Fails if the memory cannot grow. */
export function allocate(bytes: usize): usize {
  return heap.alloc(bytes);
}

export function release(address: usize): void {
  heap.free(address);
}
