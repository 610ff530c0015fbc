import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testStorage } from '@tidegate/testing';
import { afterAll } from 'vitest';
import { memoryStorage } from './memory-storage.js';
import { directoryStorage } from './node/directory-storage.js';

const folder = mkdtempSync(join(tmpdir(), 'tidegate-storages-'));
afterAll(() => rmSync(folder, { recursive: true }));

testStorage('in memory', { make: memoryStorage });

let count = 0;
testStorage('in a folder', {
  make: () => directoryStorage(join(folder, String(count++), 'checkpoints')),
  reopen: ({ place }) => directoryStorage(place),
});
