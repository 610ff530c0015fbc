import type { MpiCalls, Request } from './library/calls.js';
import type { Handle } from './library/families.js';

/** What the methods of a group need. */
export interface Session {
  readonly calls: MpiCalls;
  readonly communicator: Handle;
  readonly rank: number;
  readonly size: number;
  /** How many numbers one call may have. */
  readonly mostOfCall: number;
  /** Settles when a request is done. @param what the method that waits, such as `allReduce` */
  wait(request: Request, what: string): Promise<void>;
}
