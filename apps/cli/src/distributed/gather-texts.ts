import type { ProcessGroup } from '@tidegate/training';

/** The text of each process, in the order of their ranks. */
export async function gatherTexts(group: ProcessGroup, text: string): Promise<string[]> {
  const all = await group.allGather(new TextEncoder().encode(text));
  return all.map((bytes) => new TextDecoder().decode(bytes));
}
