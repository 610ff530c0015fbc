import type { BenchCase, TrainingSteps } from '@tidegate/bench-cases';
import { median } from '@tidegate/bench-cases/median';
import { runningBackend } from '@tidegate/core';
import type { ProcessGroup } from '@tidegate/training';
import { countLaunches } from './count-launches.js';
import { createExchangeMeter } from './exchange-meter.js';

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
  /** What processes that train together have exchanged. */
  readonly exchange?: MeasuredExchange;
}

export interface MeasuredExchange {
  /** The part of a step in which this process exchanged numbers or waited for others, median. */
  readonly ms: number;
  /** What this process gave to the others in a step. */
  readonly bytes: number;
  /** Rows of batches that all processes together learned from in a second, such as texts. */
  readonly examplesPerSecond: number;
}

export interface MeasureOptions {
  /** By default those of the case. */
  readonly steps?: number | undefined;
  /** Processes that train together, each on a batch of its own; all call this alike. By default this one trains alone. */
  readonly group?: ProcessGroup | undefined;
}

/** Times whole training steps on the active backend. */
export async function measureCase(benchCase: BenchCase, { steps = benchCase.steps, group }: MeasureOptions = {}): Promise<Measurement> {
  const meter = group && createExchangeMeter(group);
  const training = benchCase.start(meter?.group);
  try {
    await warmUpBy(training, group);
    const times: number[] = [];
    const exchangeTimes: number[] = [];
    let bytes = 0;
    meter?.take();
    for (let step = 0; step < steps; step++) {
      const start = performance.now();
      await training.step();
      times.push(performance.now() - start);
      const exchanged = meter?.take();
      if (exchanged) exchangeTimes.push(exchanged.ms);
      bytes = exchanged?.bytes ?? 0;
    }
    const before = runningBackend().dispatches;
    const launches = await countLaunches(() => training.step());
    const after = runningBackend().dispatches;
    const ms = median(times);
    return {
      case: benchCase.name,
      ms,
      launches,
      ...(before !== undefined && after !== undefined && { dispatches: after - before }),
      peakMemoryMegabytes: peakMemory(),
      ...(group && {
        exchange: { ms: median(exchangeTimes), bytes, examplesPerSecond: (1000 * group.size * benchCase.batch) / ms },
      }),
    };
  } finally {
    await training.dispose();
  }
}

/** All processes of a group make as many steps as the first finds right. */
async function warmUpBy(training: TrainingSteps, group: ProcessGroup | undefined): Promise<void> {
  const start = performance.now();
  const isCold = new Int32Array(1);
  for (let step = 0; ; step++) {
    isCold[0] = Number(step < warmUp.steps || performance.now() - start < warmUp.milliseconds);
    await group?.broadcast(isCold);
    if (isCold[0] === 0) return;
    await training.step();
  }
}

function peakMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
