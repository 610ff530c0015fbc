import { useBackend } from '@tidegate/core';
import type { BenchCase, TrainingSteps } from '../cases/bench-case.js';
import type { TorchProcess } from '../torch/torch-process.js';
import { median } from './median.js';

/** Median times of one whole training step. */
export interface Measurement {
  readonly case: string;
  readonly description: string;
  readonly backend: string;
  readonly tidegateMilliseconds: number;
  /** Absent without PyTorch, as are those below. */
  readonly torchMilliseconds?: number;
  readonly torchVersion?: string;
  /** Ours divided by PyTorch's. */
  readonly ratio?: number;
}

/** A side that is timed. */
interface Contestant {
  time(steps: number): Promise<number[]>;
}

/**
 * Times a case here and in PyTorch, round by round in turn, so that a machine that slows down slows both.
 *
 * A first round on each side is not counted: engines compile and caches fill.
 */
export async function measureCase(benchCase: BenchCase, rounds: number, torch: TorchProcess | undefined): Promise<Measurement> {
  const { name, description, stepsPerRound, backend } = benchCase;
  const active = await useBackend([backend]);
  const training = benchCase.start();
  try {
    const contestants = [stopwatch(training), ...(torch ? [torch] : [])];
    const times = await alternate(contestants, rounds, stepsPerRound);
    const [ours, theirs] = times.map(median) as [number, number?];
    return {
      case: name,
      description,
      backend: active.name,
      tidegateMilliseconds: ours,
      ...(torch && theirs !== undefined && { torchMilliseconds: theirs, torchVersion: torch.version, ratio: ours / theirs }),
    };
  } finally {
    await training.dispose();
  }
}

/** All times of each contestant. */
export async function alternate(contestants: readonly Contestant[], rounds: number, steps: number): Promise<number[][]> {
  for (const contestant of contestants) await contestant.time(steps);
  const times: number[][] = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) times[index]?.push(...(await contestant.time(steps)));
  }
  return times;
}

function stopwatch(training: TrainingSteps): Contestant {
  return {
    async time(steps) {
      const times: number[] = [];
      for (let step = 0; step < steps; step++) {
        const start = performance.now();
        await training.step();
        times.push(performance.now() - start);
      }
      return times;
    },
  };
}
