import type { BenchCase, TrainingSteps } from '@tidegate/bench-cases';
import { median } from '@tidegate/bench-cases/median';
import { runningBackend } from '@tidegate/core';
import { countLaunches } from './count-launches.js';

/** Before the clock starts, engines compile what runs often, in the background, and caches fill: at least so many steps and milliseconds. */
const warmUp = { steps: 3, milliseconds: 1000 };

export interface Measurement {
  readonly case: string;
  /** Of one whole step, median. */
  readonly ms: number;
  /** Kernels that one step runs. */
  readonly launches: number;
  /** Compute dispatches of one step, bookkeeping kernels not among them; absent where the backend works by none. */
  readonly dispatches?: number;
  /** What the process has held at most since it began, in 2^20 bytes. */
  readonly peakMemoryMegabytes: number;
}

/** Times whole training steps on the active backend. */
export async function measureCase(benchCase: BenchCase, steps: number = benchCase.steps): Promise<Measurement> {
  const training = benchCase.start();
  try {
    await warmUpBy(training);
    const times: number[] = [];
    for (let step = 0; step < steps; step++) {
      const start = performance.now();
      await training.step();
      times.push(performance.now() - start);
    }
    const before = runningBackend().dispatches;
    const launches = await countLaunches(() => training.step());
    const after = runningBackend().dispatches;
    return {
      case: benchCase.name,
      ms: median(times),
      launches,
      ...(before !== undefined && after !== undefined && { dispatches: after - before }),
      peakMemoryMegabytes: peakMemory(),
    };
  } finally {
    await training.dispose();
  }
}

async function warmUpBy(training: TrainingSteps): Promise<void> {
  const start = performance.now();
  for (let step = 0; step < warmUp.steps || performance.now() - start < warmUp.milliseconds; step++) await training.step();
}

function peakMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
