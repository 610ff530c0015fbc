/** What is watched of a device of WebGPU. */
export type WatchedDevice = Pick<GPUDevice, 'lost' | 'addEventListener'> & {
  readonly queue: Pick<GPUQueue, 'onSubmittedWorkDone'>;
};

/**
 * Notices what a GPU device does not throw: stock TensorFlow.js leaves programs that do not compile, and commands that are not valid, to
 * the log, and the time of a step that was not computed is no time.
 *
 * @returns gives the first thing that has gone wrong, once all that was asked for is done
 */
export function watchDevice(device: WatchedDevice): () => Promise<string | undefined> {
  let failure: string | undefined;
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    failure ??= event.error.message;
  });
  void device.lost.then(({ reason, message }) => {
    failure ??= `the GPU device was lost (${reason}): ${message}`;
  });
  return async () => {
    await device.queue.onSubmittedWorkDone();
    return failure;
  };
}
