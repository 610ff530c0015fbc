import { createRandom, type TrainObserver } from '@tidegate/core';
import type { LanguageModel } from '@tidegate/models';
import { NonFiniteLossError } from '@tidegate/training';
import { createRunControl } from '../../compute/run-control.js';
import type { LearningState, Listeners } from '../api.js';
import type { RunSettings } from '../settings.js';
import { learn, measureLoss } from './learning.js';
import { isNotebookStep, writeEntry } from './notebook.js';
import type { PreparedText } from './prepare-text.js';
import { createProgressMeter } from './progress-meter.js';

export interface RunOptions {
  readonly model: LanguageModel;
  readonly text: PreparedText;
  readonly settings: RunSettings;
  readonly listeners: Listeners;
  readonly temperature: () => number;
  /** Called after each step, at each halt, and when there are no more steps, for what wants to use the network between two. */
  readonly between: () => Promise<void>;
}

/** A network that learns from a text, and writes into the notebook on the way. */
export interface Run {
  /** Whether steps follow each other now. */
  readonly isLearning: boolean;
  readonly step: number;
  /** Times that the text was gone through to its end. */
  readonly passes: number;
  learn(): void;
  pause(): void;
  stepOnce(): void;
  /** Ends it; resolves when nothing uses the network any more. */
  stop(): Promise<void>;
}

/** @returns once the network has written what it writes before it has learned anything */
export async function startRun({ model, text, settings, listeners, temperature, between }: RunOptions): Promise<Run> {
  const random = createRandom(settings.seed).split('run');
  let state: LearningState = 'ready';
  let step = 0;
  let passes = 0;
  /** Whether training comes to a halt after this step. */
  let holds = false;
  let training: Promise<void> | undefined;
  const change = (next: LearningState): void => {
    state = next;
    listeners.onLearning(next);
  };
  const meter = createProgressMeter({
    charactersPerStep: text.batchSize * settings.length,
    onProgress: listeners.onProgress,
    measureHeldOut: text.heldOut.length === 0 ? undefined : () => measureLoss(model, text.heldOut),
  });
  let atHalt: Promise<void> | undefined;
  const control = createRunControl({
    onPause() {
      change('paused');
      // What was asked for since the step ended is not to wait for the next one.
      atHalt = between();
    },
  });
  const write = async (): Promise<void> => {
    const dice = random.split('notebook');
    const entry = { step, temperature: temperature() };
    listeners.onEntry({ ...entry, text: await writeEntry(model, text.vocabulary, entry.temperature, dice) });
  };
  const observer: TrainObserver = {
    async onStepEnd(event) {
      step = event.step;
      passes = event.epoch - 1;
      await meter.stepEnded(event);
      if (isNotebookStep(step)) {
        // A loss that is no number is found before the network is asked to write with it.
        await meter.report();
        await write();
      }
      await between();
      if (holds) await meter.report();
      const answer = await control.observer.onStepEnd?.(event);
      await atHalt;
      meter.goOn();
      return answer;
    },
  };
  const follow = async (): Promise<void> => {
    try {
      await learn({ model, text, length: settings.length, rate: settings.rate, random, observer });
    } catch (error) {
      change('failed');
      const kind = error instanceof NonFiniteLossError ? 'diverged' : 'other';
      listeners.onFailure({ kind, reason: error instanceof Error ? error.message : String(error) });
    } finally {
      meter.dispose();
      await between();
    }
  };
  const begin = (): void => {
    meter.goOn();
    training ??= follow();
  };
  await write();
  return {
    get isLearning() {
      return state === 'learning';
    },
    get step() {
      return step;
    },
    get passes() {
      return passes;
    },
    learn() {
      holds = false;
      control.resume();
      change('learning');
      begin();
    },
    pause() {
      holds = true;
      control.pause();
    },
    stepOnce() {
      holds = true;
      control.stepOnce();
      change('learning');
      begin();
    },
    async stop() {
      control.stop();
      await training;
    },
  };
}
