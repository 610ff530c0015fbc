import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a file, or all files of a folder together, have no more than so many bytes. */
export async function isSmall(path: string, most: number): Promise<boolean> {
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
