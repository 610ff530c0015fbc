import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startStepServer } from './step-server.js';
import { CannotRun, type System, stepsOf, type Turns } from './system.js';

const inWorkspace = fileURLToPath(new URL('../../torch/bench.py', import.meta.url));

export interface PytorchOptions extends Turns {
  /** Commands to try in order; the first that has PyTorch is used. */
  readonly pythons: readonly string[];
  readonly threads: number;
  /** Where it computes; default: `cpu`. */
  readonly device?: 'cpu' | 'cuda';
  /** The program that makes the steps; by default that of this workspace. */
  readonly script?: string;
}

/** What Python is asked to find out whether it will do. A folder named torch passes for an empty package, and has no part nn. */
const questions = {
  cpu: 'import torch.nn',
  cuda: 'import torch.nn; assert torch.cuda.is_available()',
};

/** PyTorch, in a process for each case that waits while others compute. */
export function pytorch({ pythons, threads, device = 'cpu', script = inWorkspace, ...turns }: PytorchOptions): System {
  let found: Promise<string | undefined> | undefined;
  return {
    label: 'PyTorch',
    async start(name) {
      found ??= firstToAnswer(pythons, questions[device]);
      const python = await found;
      if (python === undefined) throw new CannotRun(reasons[device](pythons.join(', ')));
      const args = [script, name, String(threads), device];
      return startStepServer({ command: python, args, steps: stepsOf(turns, name), seconds: turns.seconds });
    },
  };
}

const reasons = {
  cpu: (tried: string) => `no PyTorch was found (tried ${tried}): on Debian "apt install python3-torch" brings it`,
  cuda: (tried: string) => `no PyTorch that can use a GPU was found (tried ${tried})`,
};

async function firstToAnswer(pythons: readonly string[], question: string): Promise<string | undefined> {
  for (const python of pythons) {
    if (await succeeds(python, question)) return python;
  }
  return undefined;
}

function succeeds(python: string, question: string): Promise<boolean> {
  const child = spawn(python, ['-c', question], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}
