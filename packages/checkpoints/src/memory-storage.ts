import type { CheckpointStorage, StoredFiles } from '@tidegate/core';
import { CheckpointError } from './errors/checkpoint-error.js';
import { assertCheckpointName, assertFileNames } from './files/names.js';

/** Keeps checkpoints in the memory of the process, for as long as it lives: for tests, and to go back to an earlier step. */
export function memoryStorage(): CheckpointStorage {
  const stored = new Map<string, StoredFiles>();
  return {
    place: 'memory',
    names: async () => [...stored.keys()],
    async read(name) {
      const files = stored.get(name);
      if (!files) throw new CheckpointError('is not stored', { place: `memory/${name}` });
      return copyOf(files);
    },
    async write(name, files) {
      assertCheckpointName('memoryStorage.write', name);
      assertFileNames('memoryStorage.write', files);
      stored.set(name, copyOf(files));
    },
    remove: async (name) => void stored.delete(name),
  };
}

function copyOf(files: StoredFiles): StoredFiles {
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.slice()]));
}
