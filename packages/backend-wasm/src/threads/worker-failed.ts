/** A worker has ended by an error, which it has reported by itself; what the threads share may be half done. */
export function workerFailed(cause: unknown): Error {
  return new Error("wasm backend: a worker failed; call removeBackend('wasm') of @tensorflow/tfjs-core, and start the backend again", {
    cause,
  });
}
