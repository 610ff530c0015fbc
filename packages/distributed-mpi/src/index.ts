export { LostRankError } from './errors/lost-rank-error.js';
export { MpiError } from './errors/mpi-error.js';
export { type LaunchedRank, type LauncherKind, launchedRank } from './launcher/launched-rank.js';
export type { MpiGroup } from './mpi-group.js';
export { type MpiOptions, openMpi } from './open-mpi.js';
