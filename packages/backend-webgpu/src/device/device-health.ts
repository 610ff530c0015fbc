import { deviceLost, failedOnGpu, GpuError } from './errors.js';
import { describeOperation, type Operation, RecentOperations } from './recent-operations.js';

/** Whether a device still does what it is asked for. It tells later than it is asked, so what went wrong is found at the next question. */
export class DeviceHealth {
  /** Why nothing runs any more. */
  failure: GpuError | undefined;
  readonly recent = new RecentOperations();
  readonly #device: GPUDevice;
  /** Questions to the device whether all is well. */
  readonly #checks = new Set<Promise<void>>();
  #isWatched = true;

  constructor(device: GPUDevice) {
    this.#device = device;
    device.addEventListener('uncapturederror', (event) => {
      event.preventDefault();
      const failure = failedOnGpu(event.error.message, this.recent.toString());
      // It may follow from what the device was asked about and has not told yet.
      void Promise.all(this.#checks).then(() => this.#fail(failure));
    });
    void device.lost.then(({ reason, message }) => {
      if (this.#isWatched) this.#fail(deviceLost(reason, message, this.recent.toString()));
    });
  }

  /** @throws GpuError if the device has failed */
  assertWorks(): void {
    if (this.failure) throw this.failure;
  }

  /** Waits for the answers to all questions. @throws GpuError if the device has failed */
  async verify(): Promise<void> {
    await Promise.all(this.#checks);
    this.assertWorks();
  }

  /** Does something that the device may find wrong, and remembers what it says. */
  checked<Result>(filter: GPUErrorFilter, run: () => Result): Result {
    const at = this.recent.toString();
    this.#device.pushErrorScope(filter);
    try {
      return run();
    } finally {
      const check = this.#device
        .popErrorScope()
        .then((error) => {
          // It comes before what follows from it, which may have been told already.
          if (error) this.failure = failedOnGpu(error.message || 'out of memory', at);
        })
        // A device that is lost answers no questions; that it is lost is told elsewhere.
        .catch(() => undefined);
      this.#checks.add(check);
      void check.then(() => this.#checks.delete(check));
    }
  }

  /** Records an operation under its name. @throws GpuError, naming it, if it cannot be recorded or the device has failed */
  attempt<Result>(operation: Operation, run: () => Result): Result {
    this.assertWorks();
    this.recent.add(operation);
    try {
      return run();
    } catch (error) {
      // What has a cause was named by an operation within this one.
      if (!(error instanceof GpuError) || error === this.failure || error.cause !== undefined) throw error;
      throw new GpuError(`${error.message} (${describeOperation(operation)})`, { cause: error });
    }
  }

  /** What happens to the device from here on is nobody's concern. */
  ignore(): void {
    this.#isWatched = false;
  }

  #fail(error: GpuError): void {
    this.failure ??= error;
  }
}
