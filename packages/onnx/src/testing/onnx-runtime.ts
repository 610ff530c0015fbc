import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import type { Numbers } from './to-tensor.js';

// One thread, and no worker that would outlive the tests.
env.wasm.numThreads = 1;
env.logLevel = 'error';

export type NamedNumbers = Readonly<Record<string, Numbers>>;

/** A model as another program runs it. */
export interface RuntimeModel {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(inputs: NamedNumbers): Promise<NamedNumbers>;
  release(): Promise<void>;
}

/** Loads a file in ONNX Runtime. */
export async function loadInRuntime(bytes: Uint8Array): Promise<RuntimeModel> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(inputs) {
      const feeds = Object.entries(inputs).map(([name, { shape, data }]) => [
        name,
        data instanceof Int32Array ? new Tensor('int32', data, shape) : new Tensor('float32', data, shape),
      ]);
      const results = await session.run(Object.fromEntries(feeds));
      return Object.fromEntries(
        Object.entries(results).map(([name, { dims, data }]) => [name, { shape: dims, data: data as Float32Array | Int32Array }]),
      );
    },
    release: () => session.release(),
  };
}
