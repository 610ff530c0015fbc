import { batch, computed, signal } from '@preact/signals';
import { emptyCurve } from '../../charts/curve.js';
import type { FileLook } from '../data/look-at-file.js';
import type { Problem } from '../data/problem.js';
import type { LearningProgress } from '../network/learning-meter.js';
import type { MeasuredRun, OpenedNetwork, RunStart } from '../run/order.js';
import { type Settings, settingsOf } from '../settings.js';

const address = settingsOf();

export const settings = signal<Settings>(address.values);
/** Names of settings in the address that do not fit. */
export const refusedSettings: readonly string[] = address.refused;

/** A file of the visitor's, and how it is to be read. */
export interface ChosenFile {
  readonly file: File;
  readonly hasHeader: boolean;
  readonly look: FileLook;
  readonly textColumn: string;
  readonly labelColumn: string;
}
export const chosenFile = signal<ChosenFile | undefined>(undefined);

/**
 * - `starting`: the backend is
 * - `waiting`: for a file of the visitor's, or for one that will do
 * - `preparing`: data are read
 * - `ready`: there is a network that has learned nothing
 * - `learned`: it has; also of one that was opened
 */
export type Phase = 'starting' | 'waiting' | 'preparing' | 'ready' | 'learning' | 'paused' | 'learned';
export const phase = signal<Phase>('starting');
export const isLearning = computed(() => phase.value === 'learning' || phase.value === 'paused');
export const hasNetwork = computed(() => ['ready', 'learning', 'paused', 'learned'].includes(phase.value));

/** Why the data or the training will not do. */
export const problem = signal<Problem | undefined>(undefined);
/** What went wrong otherwise, in the words of whoever found it. */
export const failure = signal<string | undefined>(undefined);

/** What the run began with; nothing for a network that was opened. */
export const runStart = signal<RunStart | undefined>(undefined);
export const opened = signal<OpenedNetwork | undefined>(undefined);
export const progress = signal<LearningProgress | undefined>(undefined);
/** The loss by steps. */
export const lossCurve = signal(emptyCurve);
/** Each epoch's. */
export const accuracyCurve = signal(emptyCurve);
export const measured = signal<MeasuredRun | undefined>(undefined);

/** The names of the classes by id, of whatever network there is. */
export const classNames = computed<readonly string[]>(() => runStart.value?.classes.map(({ name }) => name) ?? opened.value?.classes ?? []);
/** The class whose contributions are asked for; without one, the most probable. */
export const askedClass = signal<number | undefined>(undefined);

/** Forgets what was of the network before. */
export function forget(): void {
  batch(() => {
    problem.value = undefined;
    failure.value = undefined;
    runStart.value = undefined;
    opened.value = undefined;
    progress.value = undefined;
    lossCurve.value = emptyCurve;
    accuracyCurve.value = emptyCurve;
    measured.value = undefined;
    askedClass.value = undefined;
  });
}
