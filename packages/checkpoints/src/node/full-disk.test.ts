import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CheckpointError } from '../errors/checkpoint-error.js';
import { directoryStorage } from './directory-storage.js';
import { type FileOperations, nodeFiles } from './file-operations.js';

/** A disk that has no room for the content of files, and else works. */
const full: FileOperations = {
  ...nodeFiles,
  async open(path, flags) {
    const file = await nodeFiles.open(path, flags);
    const noSpace = () => Promise.reject(new Error('ENOSPC: no space left on device, write'));
    return { writeFile: noSpace, sync: () => file.sync(), close: () => file.close() };
  },
};

test('a full disk is told of, and what was written for nothing is removed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidegate-full-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await directoryStorage(folder).write('a', { file: Uint8Array.of(1) });
  const writing = directoryStorage(folder, { fileOperations: full }).write('b', { file: Uint8Array.of(2) });
  await expect(writing).rejects.toThrow(CheckpointError);
  await expect(writing).rejects.toThrow(`${join(folder, 'b')}: cannot be written (ENOSPC: no space left on device)`);
  expect(readdirSync(folder)).toEqual(['a']);
});
