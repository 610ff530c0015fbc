import { TidegateError } from './tidegate-error.js';

/** The active backend has no kernel for an op that was called directly. */
export class MissingKernelError extends TidegateError {
  readonly kernel: string;
  readonly backend: string;

  constructor(kernel: string, backend: string) {
    super(
      `${kernel}: backend "${backend}" has no such kernel; start a backend that has it with useBackend([...]), or use the composed form`,
    );
    this.kernel = kernel;
    this.backend = backend;
  }
}
