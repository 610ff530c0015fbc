import { open } from 'node:fs/promises';

/** Bytes that hold the first line of any file that it is asked of. */
const firstPiece = 2 ** 16;

/** The first line of a file, or nothing where it cannot be read: its reader then says what is wrong with it. */
export async function firstLine(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(firstPiece), 0, firstPiece);
      return new TextDecoder().decode(buffer.subarray(0, bytesRead)).split('\n')[0] as string;
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
