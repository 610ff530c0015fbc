import type { ProcessGroup } from './process-group.js';

const done = Promise.resolve();

/** A process that works alone. */
export const singleProcess: ProcessGroup = {
  rank: 0,
  size: 1,
  broadcast: () => done,
  allReduce: () => done,
  allGather: async (numbers) => [numbers],
  barrier: () => done,
};
