import { platform } from 'node:os';
import type { FileOperations } from './file-operations.js';

/** Writes a file, and returns when its content is on the disk. */
export async function writeDurably(files: FileOperations, path: string, content: Uint8Array | string): Promise<void> {
  const file = await files.open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Returns when the names in a folder are on the disk, where the system can say so: Windows cannot, and writes them down by itself. */
export async function syncFolder(files: FileOperations, path: string): Promise<void> {
  if (platform() === 'win32') return;
  const folder = await files.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
