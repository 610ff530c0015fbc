import type { TrainingSteps } from '@tidegate/bench-cases';
import { median } from '@tidegate/bench-cases/median';
import type { StartedBackend, StepTimer, TimerOptions } from './step-timer.js';

/** A library whose steps are timed. */
export interface TimedSystem {
  startBackend(options: TimerOptions): Promise<StartedBackend>;
  readonly cases: readonly { readonly name: string; start(): TrainingSteps }[];
  /** What has gone wrong without being thrown. */
  failure?(): Promise<string | undefined>;
}

/** At least so many steps and milliseconds do not count, unless one step takes long by itself: then there is little to warm up. */
const warmUp = { steps: 3, milliseconds: 400, longStep: 200 };

/** Times the steps of a library in this worker. */
export function createStepTimer({ startBackend, cases, failure }: TimedSystem): StepTimer {
  const times: number[] = [];
  let training: TrainingSteps | undefined;
  let isWarm = false;

  async function timeStep(): Promise<number> {
    const start = performance.now();
    const loss = await (training as TrainingSteps).step();
    const time = performance.now() - start;
    if (!Number.isFinite(loss)) throw new Error(`its loss is ${loss}`);
    return time;
  }

  async function warmUpOnce(): Promise<void> {
    const start = performance.now();
    for (let step = 0; step < warmUp.steps || performance.now() - start < warmUp.milliseconds; step++) {
      const time = await timeStep();
      if (time <= warmUp.longStep) continue;
      times.push(time);
      return;
    }
  }

  return {
    async start(name, options) {
      const started = await startBackend(options);
      training = cases.find((each) => each.name === name)?.start();
      if (!training) throw new Error(`there is no case ${name}`);
      return started;
    },
    async turn(milliseconds) {
      const before = times.length;
      if (!isWarm) await warmUpOnce();
      isWarm = true;
      const start = performance.now();
      if (times.length === before) {
        do times.push(await timeStep());
        while (performance.now() - start < milliseconds);
      }
      const wrong = await failure?.();
      if (wrong !== undefined) throw new Error(wrong);
      return { steps: times.length, milliseconds: median(times) };
    },
  };
}
