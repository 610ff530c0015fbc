import { readFile } from 'node:fs/promises';
import { availableParallelism, hostname } from 'node:os';
import type { ProcessGroup } from '@tidegate/training';
import { gatherTexts } from './gather-texts.js';

/** More threads than that gain little, so that no backend takes more by itself. */
const mostThreads = 4;

/** The threads that fall to this process of those that compute on the same cores: at least one, at most four. */
export async function threadsOfRank(group: ProcessGroup): Promise<number> {
  const place = `${hostname()} ${await allowedCores()}`;
  const places = await gatherTexts(group, place);
  return shareOfCores(availableParallelism(), places.filter((other) => other === place).length);
}

/** @param processes that share the cores */
export function shareOfCores(cores: number, processes: number): number {
  return Math.min(mostThreads, Math.max(1, Math.floor(cores / processes)));
}

/** The cores that the launcher has bound this process to, as Linux lists them, such as `0-3`; other systems bind none. */
async function allowedCores(): Promise<string> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  return /^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1] ?? '';
}
