import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../torch/bench.py', import.meta.url));

/** PyTorch in a process of its own, which computes only when asked. */
export interface TorchProcess {
  readonly version: string;
  /** Milliseconds of each of the next `steps` steps. */
  time(steps: number): Promise<number[]>;
  close(): void;
}

/**
 * Starts a case in PyTorch.
 *
 * @param pythons commands to try in order; the first that has PyTorch is used
 * @returns nothing if none has
 * @throws Error if PyTorch is there but the case fails
 */
export async function startTorch(caseName: string, pythons: readonly string[]): Promise<TorchProcess | undefined> {
  for (const python of pythons) {
    if (await hasTorch(python)) return start(python, caseName);
  }
  return undefined;
}

async function hasTorch(python: string): Promise<boolean> {
  // A folder named torch passes for an empty package, and has no part nn.
  const child = spawn(python, ['-c', 'import torch.nn'], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

async function start(python: string, caseName: string): Promise<TorchProcess> {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(python, [script, caseName], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} ${script} ${caseName} ended early; what it printed stands above`);
    return JSON.parse(value);
  };
  const { torch } = (await read()) as { torch: string };
  return {
    version: torch,
    async time(steps) {
      child.stdin.write(`${steps}\n`);
      return ((await read()) as { milliseconds: number[] }).milliseconds;
    },
    close: () => child.stdin.end(),
  };
}
