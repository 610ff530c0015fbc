import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { allGather } from './collectives/all-gather.js';
import type { RankPlace } from './errors/lost-rank-error.js';
import type { Session } from './session.js';

/** Where a rank runs. */
export interface Place extends RankPlace {
  /** Whether its process number means the same process here. */
  readonly isLocal: boolean;
}

/** Where each rank runs. */
export async function gatherPlaces(session: Session): Promise<readonly Place[]> {
  const own = { host: hostname(), pid: process.pid, processSpace: processSpace() };
  const all = await allGather(session, new TextEncoder().encode(JSON.stringify(own)));
  return all.map((text, rank): Place => {
    const { host, pid, processSpace } = JSON.parse(new TextDecoder().decode(text)) as typeof own;
    return { rank, host, pid, isLocal: processSpace === own.processSpace };
  });
}

/** Two machines may have one name, and one machine containers that count their processes apart. */
function processSpace(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1')} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return `${hostname()} ${process.pid}`;
  }
}
