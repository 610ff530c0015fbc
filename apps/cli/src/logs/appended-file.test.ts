import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { openAppended } from './appended-file.js';

vi.mock('node:fs', async (original) => {
  const files = await original<typeof import('node:fs')>();
  return { ...files, writeSync: vi.fn(files.writeSync) };
});

/** Writes but the first bytes of what it is given, as a disk does that is almost full. */
async function partly(count: number): Promise<typeof writeSync> {
  const { writeSync: write } = await vi.importActual<typeof import('node:fs')>('node:fs');
  const writePart = (file: number, data: Uint8Array, offset: number, _length: number, position: number): number =>
    write(file, data, offset, count, position);
  return writePart as typeof writeSync;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('pieces follow what stays of the file, and are there at once', () => {
  const path = join(temporaryFolder(), 'log');
  writeFileSync(path, 'kept, and not this');
  const file = openAppended(path, 4);
  expect(readFileSync(path, 'utf8')).toBe('kept');
  file.append(bytes(' one'));
  expect(readFileSync(path, 'utf8')).toBe('kept one');
  file.append(bytes(' two'));
  file.close();
  expect(readFileSync(path, 'utf8')).toBe('kept one two');
});

test('a piece that the disk has no room for is taken back, and the next one stands in its place', async () => {
  const path = join(temporaryFolder(), 'log');
  const file = openAppended(path, 0);
  file.append(bytes('whole '));
  vi.mocked(writeSync)
    .mockImplementationOnce(await partly(3))
    .mockImplementationOnce(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    });
  expect(() => file.append(bytes('torn'))).toThrow('ENOSPC');
  expect(readFileSync(path, 'utf8')).toBe('whole ');
  file.append(bytes('next'));
  file.close();
  expect(readFileSync(path, 'utf8')).toBe('whole next');
});

test('a piece that is written in parts is written whole', async () => {
  const path = join(temporaryFolder(), 'log');
  const file = openAppended(path, 0);
  vi.mocked(writeSync).mockImplementationOnce(await partly(2));
  file.append(bytes('parts'));
  file.close();
  expect(readFileSync(path, 'utf8')).toBe('parts');
});
