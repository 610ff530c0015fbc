import { format } from 'node:util';
import { vi } from 'vitest';

/** What `console.log` prints, formatted as in a terminal, while `run` runs; a line for each call. */
export async function printedBy(run: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
    lines.push(format(...values));
  });
  try {
    await run();
  } finally {
    log.mockRestore();
  }
  return lines.join('\n');
}
