import { open } from 'node:fs/promises';
import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';

const pieceSize = 2 ** 18;

/**
 * The bytes of a file, read piece by piece.
 *
 * @throws DataError while reading, for a file that is not there or cannot be read
 */
export function fileSource(path: string): ByteSource {
  return {
    name: path,
    async *bytes() {
      const file = await open(path).catch((error: unknown) => {
        throw unreadable(path, error);
      });
      try {
        for (;;) {
          const { bytesRead, buffer } = await file.read(new Uint8Array(pieceSize), 0, pieceSize).catch((error: unknown) => {
            throw unreadable(path, error);
          });
          if (bytesRead === 0) return;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await file.close();
      }
    },
  };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  EACCES: 'this file may not be read; check its permissions',
  EISDIR: 'is a directory; give a file',
};

/** The error of data that a failed file operation means. */
export function unreadable(path: string, error: unknown): DataError {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return new DataError({ file: path }, reasons[code] ?? `cannot be read (${message})`, { cause: error });
}
