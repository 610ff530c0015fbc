import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files up to this size are kept in memory, encoded; 50 MB. */
export const mostKeptBytes = 50_000_000;

/** Whether a file, or all files of a folder together, are small enough to be kept in memory. */
export async function isSmall(path: string, most: number = mostKeptBytes): Promise<boolean> {
  return (await sizeOf(path, most)) <= most;
}

async function sizeOf(path: string, most: number): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return found?.size ?? 0;
  let size = 0;
  for (const name of await readdir(path)) {
    size += await sizeOf(join(path, name), most - size);
    if (size > most) break;
  }
  return size;
}
