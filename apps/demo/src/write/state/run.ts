import { batch, effect } from '@preact/signals';
import { emptyCurve, withPoint } from '../../charts/curve.js';
import type { BackendChoice } from '../../compute/backend-choice.js';
import { chosenBackend, hasNoBackend, showBackend } from '../../compute/backend-state.js';
import { callback, type OpenWorker, openWorker } from '../../compute/open-worker.js';
import type { ModelFiles } from '../../models/model-files.js';
import { writeAddress } from '../../settings/address.js';
import type { LikelyCharacter, ListenerList, WriteApi, WriteRequest } from '../api.js';
import type { RunSettings } from '../settings.js';
import workerAddress from '../worker.ts?worker&url';
import { withEntry } from './notebook.js';
import { sampleText } from './sample-texts.js';
import { noText, withPiece } from './shown-text.js';
import * as state from './state.js';

let worker: OpenWorker<WriteApi> | undefined;
/** One command after the other: a network is not made while another one is. */
let queue: Promise<unknown> = Promise.resolve();
let newest = 0;
/** The files of the network that was opened, for another backend to open again. */
let openedFiles: ModelFiles | undefined;

/** Runs on the worker after what was asked for before; what goes wrong is told on the page. */
function enqueue(task: (api: OpenWorker<WriteApi>['api']) => Promise<void>): Promise<void> {
  const mine = worker;
  const done = queue
    .then(async () => {
      if (mine && mine === worker) await task(mine.api);
    })
    .catch((error: unknown) => {
      // One that was closed meanwhile has nothing to say.
      if (mine === worker) fail(error);
    });
  queue = done;
  return done;
}

/** Asks at once, also while something else is under way. */
function tell(ask: (api: OpenWorker<WriteApi>['api']) => Promise<void>): void {
  const mine = worker;
  if (mine) {
    ask(mine.api).catch((error: unknown) => {
      if (mine === worker) fail(error);
    });
  }
}

function fail(error: unknown): void {
  state.problem.value ??= { kind: 'other', reason: error instanceof Error ? error.message : String(error) };
}

function clear(): void {
  batch(() => {
    state.problem.value = undefined;
    state.network.value = undefined;
    state.isOpened.value = false;
    state.learning.value = 'ready';
    state.progress.value = undefined;
    state.curve.value = emptyCurve;
    state.heldOutCurve.value = emptyCurve;
    state.notebook.value = [];
    state.findings.value = undefined;
    clearText();
  });
}

function clearText(): void {
  state.shownText.value = noText;
  state.isWriting.value = false;
  state.chosenPlace.value = undefined;
  state.pointedPlace.value = undefined;
}

const listeners: ListenerList = [
  (progress) =>
    batch(() => {
      state.progress.value = progress;
      state.curve.value = withPoint(state.curve.value, { x: progress.step, y: progress.loss });
      if (progress.heldOutLoss !== undefined)
        state.heldOutCurve.value = withPoint(state.heldOutCurve.value, { x: progress.step, y: progress.heldOutLoss });
    }),
  (entry) => {
    state.notebook.value = withEntry(state.notebook.value, entry);
  },
  (piece) => {
    state.shownText.value = withPiece(state.shownText.value, piece);
  },
  (learning) => {
    state.learning.value = learning;
  },
  (isWriting) => {
    state.isWriting.value = isWriting;
  },
  ({ kind, reason }) => {
    state.problem.value = kind === 'diverged' ? { kind } : { kind, reason };
  },
];

/** Opens a worker on the backend that is chosen, and another one whenever that changes. */
export function connect(): () => void {
  const stopWatching = effect(() => openOn(chosenBackend.value));
  return () => {
    stopWatching();
    worker?.close();
    worker = undefined;
  };
}

/** Opens a worker in the place of the one before. */
function openOn(chosen: BackendChoice): void {
  const before = worker;
  worker = openWorker<WriteApi>(workerAddress, fail);
  before?.close();
  queue = Promise.resolve();
  void enqueue(async (api) => {
    clear();
    await api.listen(...(listeners.map(callback) as unknown as ListenerList));
    await showBackend(() => api.start(chosen));
    await api.setTemperature(state.temperature.peek());
  });
  const files = openedFiles;
  if (files) void enqueue((api) => (hasNoBackend.peek() ? Promise.resolve() : takeUp(api, files)));
  else beginHere();
}

/** A new network for the settings as they are; after a failure in a worker of its own, since the GPU of the one before may be lost. */
export function begin(): void {
  openedFiles = undefined;
  if (state.problem.peek()?.kind === 'other') openOn(chosenBackend.peek());
  else beginHere();
}

function beginHere(): void {
  newest++;
  const mine = newest;
  void enqueue(async (api) => {
    if (mine !== newest || hasNoBackend.peek()) return;
    // A model may have been opened in its turn.
    openedFiles = undefined;
    // What is still under way would tell of itself after the page is cleared.
    await api.end();
    clear();
    const settings = state.settings.peek();
    const text = await textToLearn();
    if (text === '') return;
    const made = await api.begin(text, settings);
    if ('needed' in made) state.problem.value = { kind: 'tooShort', ...made };
    else state.network.value = made;
    fitUnit();
  });
}

/** The text of the run; empty if the visitor has not given one yet, or it could not be loaded. */
async function textToLearn(): Promise<string> {
  const { text } = state.settings.peek();
  if (text === 'own') return state.ownText.peek();
  try {
    return await sampleText(text);
  } catch (error) {
    state.problem.value = { kind: 'sample', reason: error instanceof Error ? error.message : String(error) };
    return '';
  }
}

/** The unit that is shown may be none of the network's. */
function fitUnit(): void {
  const size = state.network.value?.layers[state.chosenUnit.value.layer];
  if (size === undefined || state.chosenUnit.value.unit >= size) state.chosenUnit.value = { layer: 0, unit: 0 };
}

export function change(changed: Partial<RunSettings>): void {
  state.settings.value = { ...state.settings.value, ...changed };
  writeAddress({ ...state.settings.value });
  begin();
}

export function learnOwnText(text: string): void {
  state.ownText.value = text;
  begin();
}

export const learn = (): void => tell((api) => api.learn());
export const pause = (): void => tell((api) => api.pause());
export const step = (): void => tell((api) => api.step());
export const stopWriting = (): void => tell((api) => api.stopWriting());

export function setTemperature(temperature: number): void {
  state.temperature.value = temperature;
  tell((api) => api.setTemperature(temperature));
}

/** @returns characters that the network does not know */
export async function write(request: WriteRequest): Promise<readonly string[]> {
  let unknown: readonly string[] = [];
  await enqueue(async (api) => {
    clearText();
    unknown = await api.write(request);
  });
  return unknown;
}

export function read(text: string): Promise<void> {
  return enqueue(async (api) => {
    clearText();
    await api.read(text);
  });
}

export async function likelyAfter(place: number, count: number): Promise<readonly LikelyCharacter[]> {
  // What keeps it from being known, such as another backend, is told where it was done.
  return (await worker?.api.likelyAfter(place, count).catch(() => [])) ?? [];
}

export function findUnits(): Promise<void> {
  return enqueue(async (api) => {
    const found = await api.findUnits(await textToLearn());
    state.findings.value = found;
    const [first] = found;
    if (first) state.chosenUnit.value = { layer: first.layer, unit: first.unit };
  });
}

export async function saveModel(): Promise<ModelFiles> {
  if (!worker) throw new Error('saveModel: there is no worker');
  return worker.api.saveModel();
}

/** @throws Error if the model cannot be opened; the page stays as it is */
export async function openModel(files: ModelFiles): Promise<void> {
  if (!worker) throw new Error('openModel: there is no worker');
  const { api } = worker;
  const done = queue.then(() => takeUp(api, files));
  queue = done.catch(() => undefined);
  await done;
}

async function takeUp(api: OpenWorker<WriteApi>['api'], files: ModelFiles): Promise<void> {
  const made = await api.openModel(files);
  clear();
  state.network.value = made;
  state.isOpened.value = true;
  openedFiles = files;
  fitUnit();
}
