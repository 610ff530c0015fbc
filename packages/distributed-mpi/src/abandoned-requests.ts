import type { Request } from './library/calls.js';

/** Requests that will never be done: MPI may write to their memory as long as this process lives. */
export const abandonedRequests: Request[] = [];
