import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';

/** A file that grows by whole pieces. */
export interface AppendedFile {
  /**
   * Writes a piece at the end, at once: whoever reads the file sees it, and a process that is killed loses nothing of it.
   *
   * @throws Error of the system if it cannot be written; the file then ends before it, as far as the system allows
   */
  append(piece: Uint8Array): void;
  close(): void;
}

/**
 * Opens a file, or makes it.
 *
 * @param length bytes of it that stay
 * @throws Error of the system if it cannot be opened, or not be cut
 */
export function openAppended(path: string, length: number): AppendedFile {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o666);
  try {
    ftruncateSync(file, length);
  } catch (error) {
    closeSync(file);
    throw error;
  }
  let end = length;
  return {
    append(piece) {
      try {
        let written = 0;
        while (written < piece.length) written += writeSync(file, piece, written, piece.length - written, end + written);
        end += piece.length;
      } catch (error) {
        cut(file, end);
        throw error;
      }
    },
    close: () => closeSync(file),
  };
}

/** Takes back what was written of a piece. */
function cut(file: number, length: number): void {
  try {
    ftruncateSync(file, length);
  } catch {
    // The next piece is written over it.
  }
}
