import { TidegateError } from '@tidegate/core';

/** MPI cannot be used here, or has failed. The message says what to do. */
export class MpiError extends TidegateError {}
