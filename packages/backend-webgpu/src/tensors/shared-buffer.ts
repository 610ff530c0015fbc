/** A buffer of which several tensors are parts; it goes back to the pool with the last of them. */
export interface SharedBuffer {
  readonly buffer: GPUBuffer;
  /** Tensors that are still there. */
  parts: number;
}
