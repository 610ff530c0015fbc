/**
 * Notices what a GPU device does not throw: stock TensorFlow.js leaves programs that do not compile, and commands that are not valid, to
 * the log, and the time of a step that was not computed is no time.
 *
 * @param {GPUDevice} device
 * @returns {() => Promise<string | undefined>} the first thing that has gone wrong, once all that was asked for is done
 */
export function watchDevice(device) {
  let failure;
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    failure ??= event.error.message;
  });
  device.lost.then(({ reason, message }) => {
    failure ??= `the GPU device was lost (${reason}): ${message}`;
  });
  return async () => {
    await device.queue.onSubmittedWorkDone();
    return failure;
  };
}
