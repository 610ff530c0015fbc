import type { Place } from '../places.js';

/** The processes of this machine that are no more. */
export function deadPeers(places: readonly Place[]): readonly Place[] {
  return places.filter(({ isLocal, pid }) => isLocal && !isAlive(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
