import { truncateSync } from 'node:fs';
import { type FileOperations, nodeFiles, type OpenFile } from '../node/file-operations.js';

/** The machine that loses power: from its `failsAt`th write, sync, rename or other change on nothing happens any more. */
export interface FailingMachine {
  readonly files: FileOperations;
  /** Changes begun so far. */
  readonly changes: number;
  /** Takes from the disk what was not brought to it, as a loss of power does. */
  losePower(): void;
}

/** @param failsAt counted from 1; without it nothing fails */
export function failingMachine(failsAt = Number.POSITIVE_INFINITY): FailingMachine {
  let changes = 0;
  const unsynced = new Set<string>();
  const change = async <Result>(act: () => Promise<Result>, half?: () => Promise<unknown>): Promise<Result> => {
    changes++;
    if (changes === failsAt) await half?.();
    if (changes >= failsAt) throw Object.assign(new Error('EIO: the power is lost, change'), { code: 'EIO' });
    return act();
  };
  const wrap = (path: string, file: Awaited<ReturnType<typeof nodeFiles.open>>): OpenFile => ({
    writeFile(content) {
      unsynced.add(path);
      return change(
        () => file.writeFile(content),
        () => file.writeFile(content.slice(0, content.length >> 1) as Uint8Array),
      );
    },
    sync: () =>
      change(async () => {
        await file.sync();
        unsynced.delete(path);
      }),
    close: () => file.close(),
  });
  return {
    files: {
      ...nodeFiles,
      mkdir: (path, options) => change(() => nodeFiles.mkdir(path, options)),
      open: async (path, flags) =>
        wrap(path, await (flags === 'w' ? change(() => nodeFiles.open(path, flags)) : nodeFiles.open(path, flags))),
      rename: (from, to) =>
        change(async () => {
          await nodeFiles.rename(from, to);
          for (const path of [...unsynced]) {
            if (path !== from && !path.startsWith(`${from}/`)) continue;
            unsynced.delete(path);
            unsynced.add(to + path.slice(from.length));
          }
        }),
      rm: (path, options) => change(() => nodeFiles.rm(path, options)),
    },
    get changes() {
      return changes;
    },
    losePower() {
      for (const path of unsynced) truncateSync(path, 0);
    },
  };
}
