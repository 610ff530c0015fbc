import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';

const lineFeed = 10;
const carriageReturn = 13;
/** What one line may have, so that a file without line ends does not fill the memory. */
const longestLine = 2 ** 26;

/**
 * The bytes of a source as whole lines, however it cuts them. A line feed is no part of any other UTF-8 character, so that each block
 * also holds whole characters.
 *
 * @throws DataError where a line has more than 64 MiB
 */
export async function* lineBlocks(source: ByteSource): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  for await (const piece of source.bytes()) {
    const end = piece.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      yield concatenate([...kept, piece.subarray(0, end)]);
      kept = [];
      keptBytes = 0;
    }
    if (end === piece.length) continue;
    kept.push(piece.subarray(end));
    keptBytes += piece.length - end;
    if (keptBytes > longestLine) {
      throw new DataError(
        { file: source.name },
        `a line is longer than ${longestLine / 2 ** 20} MiB; this format has one example a line, each ended by a line feed`,
      );
    }
  }
  if (kept.length > 0) yield concatenate(kept);
}

/** The bytes of a source as whole UTF-8 characters, with `\r\n` never cut in two: for texts that may be one long line. */
export async function* characterBlocks(source: ByteSource): AsyncGenerator<Uint8Array> {
  let kept = new Uint8Array();
  for await (const piece of source.bytes()) {
    const bytes = concatenate([kept, piece]);
    const end = afterLastCharacter(bytes);
    if (end > 0) yield bytes.subarray(0, end);
    kept = bytes.slice(end);
  }
  if (kept.length > 0) yield kept;
}

function afterLastCharacter(bytes: Uint8Array): number {
  let begin = Math.max(bytes.length - 1, 0);
  // A character has at most four bytes; the ones after the first are 10xxxxxx.
  while (begin > 0 && begin > bytes.length - 4 && ((bytes[begin] as number) & 0xc0) === 0x80) begin--;
  const first = bytes[begin] as number;
  if (first === carriageReturn) return begin;
  const size = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return begin + size <= bytes.length ? bytes.length : begin;
}

/** The only piece that is not empty as it is, or a copy of all. */
function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const filled = pieces.filter((piece) => piece.length > 0);
  if (filled.length === 1) return filled[0] as Uint8Array;
  const whole = new Uint8Array(filled.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of filled) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
