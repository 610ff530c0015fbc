/** The compiled kernels could not get the memory that they asked for. */
export function outOfMemory(cause?: unknown): RangeError {
  return new RangeError(
    'wasm backend: out of memory; one tensor may take up to 1 GiB, all tensors together up to 4 GiB. Dispose tensors that are not needed, or use a smaller batch',
    { cause },
  );
}

/** Whether a compiled kernel gave up, which it does only where its memory cannot grow or a worker has failed. */
export function gaveUp(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError && /unreachable/i.test(error.message);
}
