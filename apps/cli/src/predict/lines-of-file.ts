import { readText } from '@tidegate/datasets';
import { fileSource } from '@tidegate/datasets/node';

/**
 * The lines of a file, empty ones too, read piece by piece.
 *
 * @throws DataError while reading, for a file that cannot be read, and with the line for what is not UTF-8
 */
export async function* linesOfFile(path: string): AsyncGenerator<string, void> {
  let rest = '';
  for await (const piece of readText(fileSource(path))) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() as string;
    yield* lines;
  }
  if (rest !== '') yield rest;
}
