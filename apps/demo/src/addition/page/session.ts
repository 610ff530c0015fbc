import { batch, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { BackendChoice } from '../../compute/backend-choice.js';
import { chosenBackend, runningBackend, showBackend } from '../../compute/backend-state.js';
import { callback, type OpenWorker, openWorker } from '../../compute/open-worker.js';
import type { ModelFiles } from '../../models/model-files.js';
import { writeAddress } from '../../settings/address.js';
import type { AdditionApi, CarrySearch, Progress, SumTrace } from '../api.js';
import { type AdditionSettings, fits, type Operands, readAdditionAddress, usualOperands } from '../settings.js';
import workerAddress from '../worker.ts?worker&url';
import { createFollower } from './follower.js';

/** Milliseconds from one look inside the network to the next while it learns. */
const traceInterval = 250;
const carryInterval = 1_000;

/** What the page shows, and what can be done on it. */
export interface Session {
  readonly settings: ReadonlySignal<AdditionSettings>;
  readonly operands: ReadonlySignal<Operands>;
  /** Names in the address whose values did not fit. */
  readonly refused: ReadonlySignal<readonly string[]>;
  /** Nothing until the backend has started. */
  readonly progress: ReadonlySignal<Progress | undefined>;
  /** The visitor's sum as the network does it; that of the run before until there is another. */
  readonly trace: ReadonlySignal<SumTrace | undefined>;
  readonly carry: ReadonlySignal<CarrySearch | undefined>;
  /** What keeps the page from going on, in the words of what failed. */
  readonly problem: ReadonlySignal<string | undefined>;
  /** Steps that the network of now had been trained for when it was opened; nothing if it is one of this page. */
  readonly trained: ReadonlySignal<number | undefined>;
  /** Begins a new run with other settings. */
  change(settings: Partial<AdditionSettings>): void;
  /** @param operands their sum fits in the bits of the run */
  add(operands: Operands): void;
  resume(): void;
  pause(): void;
  stepOnce(): void;
  /** Begins again with the same settings. */
  reset(): void;
  /** The model directory of the network. */
  saveModel(): Promise<ModelFiles>;
  /**
   * Goes on with the network of a model directory.
   *
   * @throws Error that says what is wrong with it; the page then goes on as it was
   */
  openModel(files: ModelFiles): Promise<void>;
  /** Opens the worker, and another one whenever the visitor chooses another backend; returns what ends it. */
  open(): () => void;
}

export function createSession(): Session {
  const address = readAdditionAddress();
  const settings = signal(address.settings);
  const operands = signal(address.operands);
  const refused = signal(address.refused);
  const progress = signal<Progress | undefined>(undefined);
  const trace = signal<SumTrace | undefined>(undefined);
  const carry = signal<CarrySearch | undefined>(undefined);
  const problem = signal<string | undefined>(undefined);
  const trained = signal<number | undefined>(undefined);
  let worker: OpenWorker<AdditionApi> | undefined;
  /** The number of the run that the page shows, and the highest that was given. */
  let [run, numbers] = [0, 0];
  let isOpening = false;
  /** The files of the network that was opened, for another backend to open again. */
  let openedFiles: ModelFiles | undefined;
  let starting: Promise<unknown> = Promise.resolve();

  const fail = (reason: unknown): void => {
    problem.value = reason instanceof Error ? reason.message : String(reason);
  };
  /** Asks the worker of now; what a worker that was closed since then answers is not heard. */
  const ask = async <Answer>(question: (api: OpenWorker<AdditionApi>['api']) => Promise<Answer>): Promise<Answer | undefined> => {
    const asked = worker;
    if (!asked) return undefined;
    try {
      const answer = await question(asked.api);
      return asked === worker ? answer : undefined;
    } catch (error) {
      if (asked === worker) fail(error);
      return undefined;
    }
  };
  /** With a backend: a visitor may be faster than it. */
  const theWorker = async (): Promise<OpenWorker<AdditionApi>> => {
    await starting;
    if (worker && runningBackend.value) return worker;
    throw new Error('no backend runs; choose another one');
  };
  const isAt = (view: { readonly run: number; readonly step: number } | undefined): boolean =>
    progress.value === undefined || (view?.run === progress.value.run && view.step === progress.value.step);
  const traceFollower = createFollower({
    isBehind() {
      const { first, second } = operands.value;
      return !(isAt(trace.value) && trace.value?.first === first && trace.value.second === second) && canLook();
    },
    async refresh() {
      const found = await ask((api) => api.traceSum(operands.value));
      if (found?.run === run) trace.value = found;
    },
    interval: traceInterval,
  });
  const carryFollower = createFollower({
    isBehind: () => !isAt(carry.value) && canLook(),
    async refresh() {
      const found = await ask((api) => api.findCarry());
      if (found?.run === run) carry.value = found;
    },
    interval: carryInterval,
  });
  /** The worker has the run of now. */
  const canLook = (): boolean =>
    !isOpening && progress.value?.run === run && progress.value.state !== 'failed' && problem.value === undefined;
  const look = (): void => {
    traceFollower.check();
    carryFollower.check();
  };
  const hear = (told: Progress): void => {
    if (told.run !== run) return;
    progress.value = told;
    look();
  };
  const note = (): void => writeAddress({ ...settings.value, ...operands.value });

  const begin = (): void => {
    const number = ++numbers;
    run = number;
    trained.value = undefined;
    openedFiles = undefined;
    note();
    problem.value = undefined;
    // Before there is a backend, nothing can begin; the run then begins when there is one.
    if (runningBackend.value) void ask((api) => api.begin(settings.value, number));
  };
  /** Goes on with the network of a model directory. */
  const takeUp = async (api: OpenWorker<AdditionApi>['api'], files: ModelFiles): Promise<void> => {
    const number = ++numbers;
    isOpening = true;
    try {
      const opened = await api.openModel(files, number);
      // The visitor may have begun another run meanwhile, which has then taken its place.
      if (number !== numbers) return;
      batch(() => {
        run = number;
        trained.value = opened.trained;
        settings.value = opened.settings;
        if (!fits(operands.value, opened.settings.bits)) operands.value = usualOperands(opened.settings.bits);
        progress.value = opened.progress;
      });
      openedFiles = files;
      note();
    } finally {
      isOpening = false;
      look();
    }
  };
  const start = async (choice: BackendChoice): Promise<void> => {
    progress.value = undefined;
    problem.value = undefined;
    const before = worker;
    worker = openWorker<AdditionApi>(workerAddress, fail);
    before?.close();
    const running = await ask((api) => showBackend(() => api.start(choice, callback(hear))));
    if (!running) return;
    const files = openedFiles;
    if (files) await ask((api) => takeUp(api, files));
    else begin();
  };
  /** After a failure in a worker of its own: the GPU of the one before may be lost. */
  const beginAnew = (): void => {
    if (problem.value === undefined && progress.value?.state !== 'failed') begin();
    else {
      openedFiles = undefined;
      trained.value = undefined;
      starting = start(chosenBackend.peek());
    }
  };

  return {
    settings,
    operands,
    refused,
    progress,
    trace,
    carry,
    problem,
    trained,
    change(changed) {
      batch(() => {
        settings.value = { ...settings.value, ...changed };
        if (!fits(operands.value, settings.value.bits)) operands.value = usualOperands(settings.value.bits);
        refused.value = [];
      });
      beginAnew();
    },
    add(next) {
      operands.value = next;
      note();
      look();
    },
    resume: () => void ask((api) => api.resume()),
    pause: () => void ask((api) => api.pause()),
    stepOnce: () => void ask((api) => api.stepOnce()),
    reset: beginAnew,
    saveModel: async () => (await theWorker()).api.saveModel(),
    async openModel(files) {
      await takeUp((await theWorker()).api, files);
    },
    open() {
      const end = effect(() => {
        const choice = chosenBackend.value;
        untracked(() => {
          starting = start(choice);
        });
      });
      return () => {
        end();
        worker?.close();
        worker = undefined;
      };
    },
  };
}
