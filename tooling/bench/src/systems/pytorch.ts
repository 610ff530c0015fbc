import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stepsPerRound } from '../case-names.js';
import { startStepServer } from './step-server.js';
import { CannotRun, type System } from './system.js';

const script = fileURLToPath(new URL('../../torch/bench.py', import.meta.url));

export interface PytorchOptions {
  /** Commands to try in order; the first that has PyTorch is used. */
  readonly pythons: readonly string[];
  readonly threads: number;
}

/** PyTorch on the CPU, in a process for each case that waits while others compute. */
export function pytorch({ pythons, threads }: PytorchOptions): System {
  let found: Promise<string | undefined> | undefined;
  return {
    label: 'PyTorch',
    async start(name) {
      found ??= firstWithTorch(pythons);
      const python = await found;
      if (python === undefined) {
        throw new CannotRun(`no PyTorch was found (tried ${pythons.join(', ')}): on Debian "apt install python3-torch" brings it`);
      }
      return startStepServer({ command: python, args: [script, name, String(threads)], steps: stepsPerRound[name] });
    },
  };
}

async function firstWithTorch(pythons: readonly string[]): Promise<string | undefined> {
  for (const python of pythons) {
    if (await hasTorch(python)) return python;
  }
  return undefined;
}

function hasTorch(python: string): Promise<boolean> {
  // A folder named torch passes for an empty package, and has no part nn.
  const child = spawn(python, ['-c', 'import torch.nn'], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}
