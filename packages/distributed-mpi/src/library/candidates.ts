import type { LauncherKind } from '../launcher/launched-rank.js';

const openMpi = ['libmpi.so.40'];
const mpich = ['libmpich.so.12', 'libmpi.so.12'];

/** Shared libraries that ranks of a launcher may have been meant for. */
const byLauncher: Readonly<Record<LauncherKind, readonly string[]>> = {
  'Open MPI': [...openMpi, 'libmpi.so'],
  Hydra: [...mpich, 'libmpi.so'],
  Slurm: [...openMpi, ...mpich, 'libmpi.so'],
};

/** The names or paths to try, in this order. @param path what TIDEGATE_MPI_LIBRARY says */
export function candidates(launcher: LauncherKind, path: string | undefined): readonly string[] {
  return path === undefined || path === '' ? byLauncher[launcher] : [path];
}
