import { engine } from '@tensorflow/tfjs-core';

/** The one way by which TensorFlow.js starts a kernel by its name. */
type KernelRunner = Record<'runKernel', (...call: unknown[]) => unknown>;

/** How many kernels run while `work` is done, bookkeeping ones such as `Reshape` among them. */
export async function countLaunches(work: () => Promise<unknown>): Promise<number> {
  const runner = engine() as unknown as KernelRunner;
  const { runKernel } = runner;
  let launches = 0;
  runner.runKernel = (...call) => {
    launches++;
    return runKernel.apply(runner, call);
  };
  try {
    await work();
  } finally {
    runner.runKernel = runKernel;
  }
  return launches;
}
