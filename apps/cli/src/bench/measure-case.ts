import type { BenchCase } from './bench-case.js';
import { countLaunches } from './count-launches.js';
import { median } from './median.js';

/** Steps before the clock starts: engines compile and caches fill. */
const warmUpSteps = 3;

export interface Measurement {
  readonly case: string;
  /** Of one whole step, median. */
  readonly ms: number;
  /** Kernels that one step runs. */
  readonly launches: number;
  /** What the process has held at most since it began, in 2^20 bytes. */
  readonly peakMemoryMegabytes: number;
}

/** Times whole training steps on the active backend. */
export async function measureCase(benchCase: BenchCase, steps: number = benchCase.steps): Promise<Measurement> {
  const training = benchCase.start();
  try {
    for (let step = 0; step < warmUpSteps; step++) await training.step();
    const times: number[] = [];
    for (let step = 0; step < steps; step++) {
      const start = performance.now();
      await training.step();
      times.push(performance.now() - start);
    }
    const launches = await countLaunches(() => training.step());
    return { case: benchCase.name, ms: median(times), launches, peakMemoryMegabytes: peakMemory() };
  } finally {
    await training.dispose();
  }
}

function peakMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
