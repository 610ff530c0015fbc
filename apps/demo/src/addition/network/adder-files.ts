import { type AdditionFile, additionKind, decodeModel, encodeModel, type FileToSave } from '@tidegate/model-directory';
import type { SequenceTagger } from '@tidegate/models';
import { filesAsBytes } from '../../compute/files-as-bytes.js';
import { version } from '../../compute/version.js';
import type { ModelFiles } from '../../models/model-files.js';
import type { OpenedAdder, Progress } from '../api.js';
import { type AdditionSettings, limits } from '../settings.js';
import { batchSize } from './recipe.js';

export interface AdderToSave {
  readonly model: SequenceTagger;
  readonly settings: AdditionSettings;
  readonly progress: Pick<Progress, 'step' | 'loss' | 'exact'>;
  readonly backend: string;
  /** What it was opened from, if it was. */
  readonly origin?: AdditionFile | undefined;
}

/** The model directory that `tidegate train adder` writes with the same settings. */
export async function encodeAdder({ model, settings, progress, backend, origin }: AdderToSave): Promise<ModelFiles> {
  const { bits, rate, seed } = settings;
  const { step, loss, exact } = progress;
  const steps = (origin?.training.steps ?? 0) + step;
  // What was tried on some sums only, or some steps ago, is no figure of this network.
  const tested = exact?.isComplete && exact.step === step ? { exactSums: exact.share, pairs: exact.sums } : {};
  const isUnchanged = origin !== undefined && step === 0;
  const file = {
    tidegate: version,
    preset: origin?.preset ?? 'adder',
    training: isUnchanged ? origin.training : { bits, batchSize, steps, optimizer: 'adam', learningRate: rate, seed, backend },
    ...(isUnchanged ? origin.metrics && { metrics: origin.metrics } : loss !== undefined && { metrics: { loss, ...tested } }),
  } satisfies FileToSave<AdditionFile>;
  // No settings make a network that was opened again.
  const runFile = origin ? {} : { runFile: `${JSON.stringify(runOf(settings, steps), null, 2)}\n` };
  return filesAsBytes(await encodeModel({ model, file, ...runFile }));
}

/** What `tidegate train --config` reads. */
function runOf({ cell, units, layers, bits, rate, seed }: AdditionSettings, steps: number) {
  return { preset: 'adder', cell, units, layers, bits, batchSize, steps, optimizer: 'adam', learningRate: rate, seed };
}

/** A network out of a model directory; the caller disposes it. */
export interface DecodedAdder extends Pick<OpenedAdder, 'settings'> {
  readonly model: SequenceTagger;
  readonly file: AdditionFile;
}

/**
 * Reads a model directory that this page wrote, or `tidegate train adder` or `adder-bptt` with `--out`.
 *
 * @throws ModelDirectoryError if a file is missing or broken, or the model is no adder
 * @throws Error if the network is too large to be shown
 */
export function decodeAdder(files: ModelFiles): DecodedAdder {
  const { model, file } = decodeModel(files, [additionKind], { reader: 'this page' });
  const { cell, hiddenSize: units, layers = 1 } = file.config;
  const [mostUnits, mostLayers] = [limits.units[1], limits.layers[1]];
  if (units > mostUnits || layers > mostLayers) {
    model.dispose();
    throw new Error(
      `this page shows networks of at most ${mostUnits} units in ${mostLayers} layers, but this one has ${units} in ${layers}; open a smaller one`,
    );
  }
  const { bits, learningRate: rate, seed } = file.training;
  const [leastBits, mostBits] = limits.bits;
  // Its weights are the same for numbers of any length.
  return { model, file, settings: { cell, units, layers, bits: Math.min(mostBits, Math.max(leastBits, bits)), rate, seed } };
}
