import { PassThrough } from 'node:stream';
import { createOutput, type Output } from '../process/output.js';

export interface Capture {
  readonly output: Output;
  /** What was written so far. */
  text(): string;
}

/** An output that remembers what is written to it; with columns, it says that it is a terminal of that size. */
export function capture(columns?: number, rows = 24): Capture {
  const stream = new PassThrough();
  let written = '';
  stream.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  if (columns !== undefined) Object.assign(stream, { isTTY: true, columns, rows });
  return { output: createOutput(stream as unknown as NodeJS.WriteStream), text: () => written };
}
