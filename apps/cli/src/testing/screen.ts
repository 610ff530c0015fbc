import { PassThrough } from 'node:stream';
import { Terminal } from '@xterm/headless';
import { createOutput, type Output } from '../process/output.js';

/** A terminal, as one sees it. */
export interface Screen {
  readonly output: Output;
  /** All lines, those that have scrolled away too, up to the last that is not empty. */
  lines(): Promise<string[]>;
  /** What was to be seen each time that the writer paused. */
  paints(): Promise<string[][]>;
  /** All that was written, with what steers the terminal. */
  written(): Promise<string>;
  /** Makes the window wider or narrower; lines that no longer fit are broken. */
  resize(columns: number): Promise<void>;
}

export function screen({ columns, rows }: { readonly columns: number; readonly rows: number }): Screen {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  const paints: string[][] = [];
  let written = '';
  let painted: Promise<void> = Promise.resolve();
  const read = (): string[] => {
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, line) => active.getLine(line)?.translateToString(true) ?? '');
    while (lines.at(-1) === '') lines.pop();
    return lines;
  };
  stream.on('data', (chunk: Buffer) => {
    written += chunk.toString();
    painted = painted.then(() => new Promise((resolve) => terminal.write(chunk, resolve)));
  });
  // What is written while a stream is corked goes out together.
  const { uncork } = stream;
  stream.uncork = () => {
    uncork.call(stream);
    painted = painted.then(() => void paints.push(read()));
  };
  const settled = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    await painted;
  };
  return {
    output: createOutput(stream as unknown as NodeJS.WriteStream),
    lines: () => settled().then(read),
    paints: () => settled().then(() => paints),
    written: () => settled().then(() => written),
    async resize(columns) {
      await settled();
      terminal.resize(columns, rows);
      stream.columns = columns;
    },
  };
}
