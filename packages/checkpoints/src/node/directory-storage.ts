import { dirname, join } from 'node:path';
import type { CheckpointStorage, StoredFiles } from '@tidegate/core';
import { CheckpointError } from '../errors/checkpoint-error.js';
import { assertCheckpointName, assertFileNames } from '../files/names.js';
import { type FileOperations, nodeFiles } from './file-operations.js';
import { syncFolder, writeDurably } from './write-durably.js';

export interface DirectoryStorageOptions {
  /** For tests. */
  readonly fileOperations?: FileOperations | undefined;
}

/**
 * Keeps checkpoints in a folder, each in a folder of its own, which is made where it is missing.
 *
 * A checkpoint is written to `.NAME.new`, brought to the disk, and renamed; one that it takes the place of is `.NAME.old` meanwhile, and
 * is still found there if the process ends between the two names. One process at a time may write.
 */
export function directoryStorage(
  directory: string,
  { fileOperations: files = nodeFiles }: DirectoryStorageOptions = {},
): CheckpointStorage {
  const path = (name: string): string => join(directory, name);
  const entries = (): Promise<Set<string>> => entriesOf(files, directory);
  const attempt = async <Result>(name: string, verb: string, action: () => Promise<Result>): Promise<Result> => {
    try {
      return await action();
    } catch (cause) {
      if (cause instanceof CheckpointError) throw cause;
      throw new CheckpointError(`cannot be ${verb} (${reasonOf(cause)})`, { place: path(name), cause });
    }
  };
  /** Ends what a process left half done: names go back to what they had, and what was not yet whole goes. */
  const settle = async (): Promise<void> => {
    const found = await entries();
    for (const entry of found) {
      const name = oldNameOf(entry);
      if (name !== undefined && !found.has(name)) await files.rename(path(entry), path(name));
      else if (name !== undefined || (entry.startsWith('.') && entry.endsWith(suffixes.new)))
        await files.rm(path(entry), { recursive: true, force: true });
    }
  };
  const putAside = async (name: string): Promise<void> => {
    if ((await entries()).has(name)) await files.rename(path(name), path(hidden(name, 'old')));
  };
  const dropOld = (name: string): Promise<void> => files.rm(path(hidden(name, 'old')), { recursive: true, force: true });

  return {
    place: directory,
    names: () =>
      attempt('', 'read', async () => {
        const found = [...(await entries())];
        return [...new Set(found.flatMap((entry) => (entry.startsWith('.') ? (oldNameOf(entry) ?? []) : entry)))];
      }),
    read: (name) =>
      attempt(name, 'read', async () => {
        const found = await entries();
        const folder = [name, hidden(name, 'old')].find((entry) => found.has(entry));
        if (folder === undefined) throw new CheckpointError('is not there', { place: path(name) });
        return readFolder(files, path(folder));
      }),
    write: (name, content) => {
      assertCheckpointName('directoryStorage.write', name);
      assertFileNames('directoryStorage.write', content);
      return attempt(name, 'written', async () => {
        if ((await files.mkdir(directory, { recursive: true })) !== undefined) await syncFolder(files, dirname(directory));
        await settle();
        const fresh = path(hidden(name, 'new'));
        await files.mkdir(fresh);
        try {
          for (const [file, bytes] of Object.entries(content)) await writeDurably(files, join(fresh, file), bytes);
          await syncFolder(files, fresh);
        } catch (error) {
          // The space of a full disk is left to others.
          await files.rm(fresh, { recursive: true, force: true }).catch(() => undefined);
          throw error;
        }
        await putAside(name);
        await files.rename(fresh, path(name));
        await syncFolder(files, directory);
        await dropOld(name);
      });
    },
    remove: (name) =>
      attempt(name, 'removed', async () => {
        await settle();
        if (!(await entries()).has(name)) return;
        // A folder with a part of its files must not have the name of a whole one.
        await files.rename(path(name), path(hidden(name, 'new')));
        await files.rm(path(hidden(name, 'new')), { recursive: true, force: true });
      }),
  };
}

const suffixes = { new: '.new', old: '.old' } as const;

function hidden(name: string, state: keyof typeof suffixes): string {
  return `.${name}${suffixes[state]}`;
}

/** The checkpoint that was put aside under this name; nothing for other names. */
function oldNameOf(entry: string): string | undefined {
  return entry.startsWith('.') && entry.endsWith(suffixes.old) ? entry.slice(1, -suffixes.old.length) : undefined;
}

async function entriesOf(files: FileOperations, directory: string): Promise<Set<string>> {
  try {
    return new Set(await files.readdir(directory));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
    throw error;
  }
}

async function readFolder(files: FileOperations, path: string): Promise<StoredFiles> {
  const read = async (name: string): Promise<[string, Uint8Array]> => {
    const { buffer, byteOffset, length } = await files.readFile(join(path, name));
    return [name, new Uint8Array(buffer, byteOffset, length)];
  };
  return Object.fromEntries(await Promise.all((await files.readdir(path)).map(read)));
}

/** What the operating system said, such as `ENOSPC: no space left on device`; behind the comma stand the call and the path. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split(',')[0] as string) : String(error);
}
