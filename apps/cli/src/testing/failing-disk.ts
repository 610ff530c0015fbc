import { truncateSync } from 'node:fs';
import type * as promises from 'node:fs/promises';

type FileHandle = Awaited<ReturnType<typeof promises.open>>;

/** What happens on the disk of this process, while a test lets it fail. */
export const disk = { changes: 0, failsAt: Number.POSITIVE_INFINITY, unsynced: new Set<string>() };

/** Lets the power fail at a change of the disk, counted from 1; a write is then half done, and nothing happens after it. */
export function failAt(change: number): void {
  Object.assign(disk, { changes: 0, failsAt: change, unsynced: new Set() });
}

/** Takes from the disk what was not brought to it, and lets it work again. */
export function comeBack(): void {
  for (const path of disk.unsynced) truncateSync(path, 0);
  failAt(Number.POSITIVE_INFINITY);
}

/** `node:fs/promises` on that disk, for `vi.mock`. */
export function onFailingDisk(original: typeof promises): typeof promises {
  const change = async <Result>(act: () => Promise<Result>, half?: () => Promise<unknown>): Promise<Result> => {
    disk.changes++;
    if (disk.changes === disk.failsAt) await half?.();
    if (disk.changes >= disk.failsAt) throw Object.assign(new Error('EIO: the power has failed, change'), { code: 'EIO' });
    return act();
  };
  const watch = (path: string, file: FileHandle): FileHandle => {
    const { writeFile, sync } = file;
    file.writeFile = (content, ...rest) => {
      disk.unsynced.add(path);
      const half = () => writeFile.call(file, (content as Uint8Array).slice(0, (content as Uint8Array).length >> 1));
      return change(() => writeFile.call(file, content, ...rest), half);
    };
    file.sync = () =>
      change(async () => {
        await sync.call(file);
        disk.unsynced.delete(path);
      });
    return file;
  };
  return {
    ...original,
    mkdir: ((...args) => change(() => original.mkdir(...args) as Promise<never>)) as typeof promises.mkdir,
    rm: (...args) => change(() => original.rm(...args)),
    writeFile: (...args) => change(() => original.writeFile(...args)),
    open: async (path, flags, ...rest) => {
      const act = () => original.open(path, flags, ...rest);
      return watch(String(path), await (flags === 'w' ? change(act) : act()));
    },
    rename: (from, to) =>
      change(async () => {
        await original.rename(from, to);
        for (const path of [...disk.unsynced]) {
          if (path !== from && !path.startsWith(`${from}/`)) continue;
          disk.unsynced.delete(path);
          disk.unsynced.add(String(to) + path.slice(String(from).length));
        }
      }),
  };
}
