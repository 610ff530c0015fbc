import type { MpiCalls, Request } from './library/calls.js';
import type { Handle } from './library/families.js';

/** What the methods of a group need. */
export interface Session {
  readonly calls: MpiCalls;
  readonly communicator: Handle;
  readonly rank: number;
  readonly size: number;
  /** How many numbers one call of MPI may have. */
  readonly mostOfCall: number;
  /** Settles when all of the requests are done. */
  wait(...requests: readonly Request[]): Promise<void>;
}
