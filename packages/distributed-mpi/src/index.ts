export { type MpiGroup, type MpiOptions, openMpi } from './open-mpi.js';
