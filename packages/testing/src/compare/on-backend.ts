import { getBackend, setBackend } from '@tensorflow/tfjs-core';

/** Runs something on another backend, which has started. */
export async function onBackend<Result>(name: string, run: () => Result | Promise<Result>): Promise<Result> {
  const active = getBackend();
  await setBackend(name);
  try {
    return await run();
  } finally {
    await setBackend(active);
  }
}
