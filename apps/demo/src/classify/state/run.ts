import { batch, effect } from '@preact/signals';
import { proxy } from 'comlink';
import { withPoint } from '../../charts/curve.js';
import { chosenBackend } from '../../compute/backend-state.js';
import type { ModelFiles } from '../../models/model-files.js';
import { writeAddress } from '../../settings/address.js';
import type { RunListener } from '../run/order.js';
import { orderNow } from './order-now.js';
import {
  accuracyCurve,
  failure,
  forget,
  isLearning,
  lossCurve,
  measured,
  opened,
  phase,
  problem,
  progress,
  runStart,
  settings,
} from './page-state.js';
import { closeLink, openLink, reasonOf, talkTo } from './worker-link.js';

/** Counts what is asked of the worker, so that an old answer does not overwrite a new one. */
let latest = 0;
/** The files of the network that was opened, for another backend to open again. */
let openedFiles: ModelFiles | undefined;

/** Starts the worker, and another one whenever the visitor chooses another backend. @returns what ends it */
export function startRuns(): () => void {
  // All of the settings, so that a link is the same run where other ones are usual.
  writeAddress({ ...settings.peek() });
  const end = effect(() => {
    chosenBackend.value;
    void begin();
  });
  return () => {
    end();
    closeLink();
  };
}

async function begin(): Promise<void> {
  const hadBegun = isLearning.peek() || phase.peek() === 'learned';
  latest++;
  phase.value = 'starting';
  failure.value = undefined;
  if (!(await openLink())) return;
  if (openedFiles) await takeUp(openedFiles);
  else if ((await prepare()) && hadBegun) await learn();
}

/** Forgets the network before, and ends its training. @returns the number of what follows */
export function beginPreparation(): number {
  openedFiles = undefined;
  // Also where nothing is prepared then, as without a file.
  if (isLearning.peek()) stop();
  forget();
  if (phase.peek() !== 'starting') phase.value = 'preparing';
  return ++latest;
}

/** Whether nothing else was begun meanwhile. */
export const isLatest = (number: number): boolean => number === latest;

/** Makes a network of the settings that has learned nothing. @returns whether there is one */
export async function prepare(): Promise<boolean> {
  const number = beginPreparation();
  phase.value = 'preparing';
  const order = orderNow();
  const outcome = order && (await talkTo((api) => api.prepare(order)));
  if (!isLatest(number)) return false;
  batch(() => {
    problem.value = outcome?.problem;
    runStart.value = outcome?.value;
    phase.value = runStart.value ? 'ready' : 'waiting';
  });
  return phase.peek() === 'ready';
}

/** Lets the network learn, from its beginning. */
export async function learn(): Promise<void> {
  if (phase.peek() !== 'ready' && !(await prepare())) return;
  const number = latest;
  phase.value = 'learning';
  const outcome = await talkTo((api) => api.learn(proxy(listener(number))));
  if (!isLatest(number)) return;
  batch(() => {
    problem.value = outcome?.problem;
    if (outcome?.value) measured.value = outcome.value;
    // Weights that are not finite are no network to ask, or to save.
    phase.value = outcome?.value ? 'learned' : 'waiting';
  });
}

export function pause(): void {
  void talkTo((api) => api.pause());
}

export function resume(): void {
  phase.value = 'learning';
  void talkTo((api) => api.resume());
}

export function stop(): void {
  void talkTo((api) => api.stop());
}

/** The files of the model directory. @throws Error if there is no network any more */
export async function saveModel(): Promise<ModelFiles> {
  const files = await talkTo((api) => api.saveModel());
  if (!files) throw new Error(failure.peek() ?? 'the network is gone');
  return files;
}

/** Takes up a network in the place of the one before. @throws Error with what is wrong with the files, which leaves the page as it is */
export async function openModel(files: ModelFiles): Promise<void> {
  const reason = await takeUp(files);
  if (reason !== undefined) throw new Error(reason);
}

/** @returns why the page does not show the network */
async function takeUp(files: ModelFiles): Promise<string | undefined> {
  const number = latest;
  let reason: string | undefined;
  const network = await talkTo((api) =>
    api.openModel(files).catch((error: unknown) => {
      reason = reasonOf(error);
    }),
  );
  if (!network) return reason ?? 'the worker has ended';
  // The worker has made another network since.
  if (!isLatest(number)) return 'the run was changed meanwhile; open the model again';
  latest++;
  batch(() => {
    forget();
    opened.value = network;
    phase.value = 'learned';
  });
  openedFiles = files;
  return undefined;
}

function listener(number: number): RunListener {
  const take = (apply: () => void): void => {
    if (isLatest(number)) batch(apply);
  };
  return {
    onProgress: (told) =>
      take(() => {
        progress.value = told;
        lossCurve.value = withPoint(lossCurve.peek(), { x: told.step, y: told.loss });
      }),
    onMeasured: (told) =>
      take(() => {
        measured.value = told;
        accuracyCurve.value = withPoint(accuracyCurve.peek(), { x: told.epoch, y: told.accuracy });
      }),
    onPause: () =>
      take(() => {
        phase.value = 'paused';
      }),
  };
}
