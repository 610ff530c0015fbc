import type { ProcessGroup } from './process-group.js';

/** What every process hands in, in the order of their ranks; it must be what JSON can hold. */
export async function gatherJson<Value>(group: ProcessGroup, own: Value): Promise<Value[]> {
  const all = await group.allGather(new TextEncoder().encode(JSON.stringify(own)));
  return all.map((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Value);
}
