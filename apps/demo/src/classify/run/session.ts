import { getBackend } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { createRunControl, type RunControl } from '../../compute/run-control.js';
import { type FileLook, lookAtFile } from '../data/look-at-file.js';
import { maximumLength, type PreparedData, prepareData } from '../data/prepare.js';
import { type LabelledText, readData } from '../data/read-data.js';
import { classifierConfig, createClassifier } from '../network/create-classifier.js';
import { batchSizeFor, type Learned, learn } from '../network/learn.js';
import { measure } from '../network/measure.js';
import { createNetwork, type ExplainedText, type Network, weightsOf } from './network.js';
import type { MeasuredRun, OpenedNetwork, RunListener, RunOrder, RunStart } from './order.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { decodeNetwork, encodeNetwork, fileOf, type NetworkFile, runFileOf } from './saved-network.js';

/** A network, the data that it learns from, and what became of it. One at a time. */
export interface Session {
  /** How a visitor's file begins. */
  look(file: File, hasHeader: boolean): Promise<Outcome<FileLook>>;
  /** Reads data, and makes a network that has learned nothing yet. Ends a training under way, and forgets the network before. */
  prepare(order: RunOrder): Promise<Outcome<RunStart>>;
  /** Lets the network learn, until the epochs are over or it is stopped. */
  learn(listener: RunListener): Promise<Outcome<MeasuredRun>>;
  pause(): void;
  resume(): void;
  stop(): void;
  /** What the network makes of a text as it is now, also while it learns; nothing of a text without tokens, or without a network. */
  explain(text: string, classId?: number): Promise<ExplainedText | undefined>;
  /** Some of the measured texts of a class that were last taken for another, or for it. */
  confused(actual: number, predicted: number): readonly string[];
  /** The files of the model directory; of a network that learns, with the weights that it has now. */
  saveModel(): Promise<Record<string, Uint8Array>>;
  /**
   * Takes up a network that was saved, here or by `tidegate train`, in the place of the one before.
   *
   * @throws ModelDirectoryError if the files are none; the network before stays
   */
  openModel(files: Readonly<Record<string, Uint8Array>>): Promise<OpenedNetwork>;
  /** Ends a training under way, and frees everything. */
  close(): Promise<void>;
}

/** Texts of a cell of the confusion matrix that are shown. */
const mostConfused = 30;

interface Run {
  readonly order: RunOrder;
  readonly data: PreparedData;
  /** The class that each measured text was taken for, in their order. */
  predicted: readonly number[];
  /** How the weights of now do, where that is known. */
  measured: MeasuredRun | undefined;
  /** Where they come from; nothing before the first step. */
  learned: Learned | undefined;
}

export function createSession(): Session {
  let network: Network | undefined;
  let run: Run | undefined;
  let opened: NetworkFile | undefined;
  let control: RunControl | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  /** One after the other: what is trained must not be freed meanwhile. */
  function afterwards<Result>(action: () => Promise<Result>): Promise<Result> {
    const done = underWay.then(action);
    underWay = done.catch(() => undefined);
    return done;
  }

  function forget(): void {
    network?.dispose();
    network = undefined;
    run = undefined;
    opened = undefined;
  }

  async function prepare(order: RunOrder): Promise<RunStart> {
    const { tokenizer: kind, network: name, units, seed } = order;
    const random = createRandom(seed);
    const read = await readData(order.data);
    const data = await prepareData(read.texts, { kind, lowercase: true }, random);
    const { tokenizer, vocabulary, labels, training, validation, counts } = data;
    const config = classifierConfig(name, { vocabularySize: vocabulary.size, outputSize: labels.size, units });
    const model = createClassifier(name, config, random.split('model'));
    network = createNetwork({ model, tokenizer, vocabulary, labels, several: false, maximumLength });
    run = { order, data, predicted: [], measured: undefined, learned: undefined };
    return {
      classes: labels.names.map((label, id) => ({ name: label, count: counts[id] as number })),
      training: training.length,
      validation: validation.length,
      vocabulary: vocabulary.size,
      weights: weightsOf(model),
      skipped: read.skipped,
      hasMore: read.hasMore,
      examples: firstOfEach(read.texts),
    };
  }

  async function train(current: Run, { model, labels }: Network, listener: RunListener, { observer }: RunControl): Promise<MeasuredRun> {
    const { order, data } = current;
    const measuredOn = data.validation.length > 0 ? 'validation' : 'training';
    const measureNow = async (epoch: number): Promise<MeasuredRun> => {
      const { scores, predicted } = await measure(model, data[measuredOn], labels.size);
      current.predicted = predicted;
      const measured = { ...scores, epoch, measuredOn } as const;
      current.measured = measured;
      return measured;
    };
    current.learned = await learn({
      model,
      training: data.training,
      epochs: order.epochs,
      random: createRandom(order.seed),
      control: observer,
      onStep(learned) {
        current.learned = learned;
        // What was measured is no longer true of the weights.
        current.measured = undefined;
      },
      onProgress: listener.onProgress,
      async validate(epoch) {
        const measured = await measureNow(epoch);
        listener.onMeasured(measured);
        return worthOf(measured);
      },
    });
    return measureNow(current.learned.epochs);
  }

  return {
    look: (file, hasHeader) => outcomeOf(() => lookAtFile(file, hasHeader)),
    prepare(order) {
      control?.stop();
      return afterwards(() => {
        forget();
        return outcomeOf(() => prepare(order));
      });
    },
    learn(listener) {
      // At once, so that whoever stops it need not wait for its beginning.
      const held = createRunControl({ onPause: () => listener.onPause() });
      control = held;
      return afterwards(() => {
        if (!network || !run) throw new Error('learn: there is no network; prepare one first');
        const [current, learning] = [run, network];
        return outcomeOf(() => train(current, learning, listener, held));
      });
    },
    pause: () => control?.pause(),
    resume: () => control?.resume(),
    stop: () => control?.stop(),
    explain: async (text, classId) => network?.explain(text, classId),
    confused(actual, predicted) {
      if (!run) return [];
      const { data, predicted: taken } = run;
      const measured = data.validation.length > 0 ? data.validation : data.training;
      return measured
        .filter(({ target }, place) => target === actual && taken[place] === predicted)
        .map(({ text }) => text)
        .slice(0, mostConfused);
    },
    async saveModel() {
      if (!network) throw new Error('saveModel: there is no network; prepare or open one first');
      if (opened) return encodeNetwork(network, opened);
      const { order, data, learned, measured } = run as Run;
      const runFile = runFileOf(order, batchSizeFor(data.training.length));
      return encodeNetwork(network, fileOf({ order, learned, measured, backend: getBackend() }), runFile);
    },
    openModel(files) {
      const decoded = decodeNetwork(files);
      control?.stop();
      return afterwards(async () => {
        forget();
        network = decoded.network;
        opened = decoded.file;
        const { model, labels, vocabulary, several } = network;
        const { metrics } = opened;
        return {
          network: model.name,
          classes: labels.names,
          vocabulary: vocabulary.size,
          weights: weightsOf(model),
          several,
          ...(metrics && { accuracy: metrics.accuracy }),
        };
      });
    },
    close() {
      control?.stop();
      return afterwards(async () => forget());
    },
  };
}

/**
 * What the best weights are chosen by: the accuracy, and where that is the same, the loss, since a network that is right from its first epochs
 * on is surer of it later.
 */
function worthOf({ accuracy, loss }: MeasuredRun): number {
  return accuracy - 1e-6 * Math.min(loss, 10);
}

function firstOfEach(texts: readonly LabelledText[]): LabelledText[] {
  const byLabel = new Map<string, LabelledText>();
  for (const each of texts) if (!byLabel.has(each.label)) byLabel.set(each.label, each);
  return [...byLabel.values()].slice(0, 8);
}
