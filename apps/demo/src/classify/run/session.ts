import { createRandom } from '@tidegate/core';
import { createRunControl, type RunControl } from '../../compute/run-control.js';
import { type FileLook, lookAtFile } from '../data/look-at-file.js';
import { maximumLength, type PreparedData, prepareData } from '../data/prepare.js';
import { type LabelledText, readData } from '../data/read-data.js';
import { classifierConfig, createClassifier } from '../network/create-classifier.js';
import { type Learned, learn } from '../network/learn.js';
import { measure } from '../network/measure.js';
import { createNetwork, type ExplainedText, type Network } from './network.js';
import type { MeasuredRun, RunListener, RunOrder, RunStart } from './order.js';
import { type Outcome, outcomeOf } from './outcome.js';

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
  learned?: Learned;
}

export function createSession(): Session {
  let network: Network | undefined;
  let run: Run | undefined;
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
    run = { order, data, predicted: [] };
    return {
      classes: labels.names.map((label, id) => ({ name: label, count: counts[id] as number })),
      training: training.length,
      validation: validation.length,
      vocabulary: vocabulary.size,
      weights: Object.values(model.parameters).reduce((sum, { size }) => sum + size, 0),
      skipped: read.skipped,
      hasMore: read.hasMore,
      examples: firstOfEach(read.texts),
    };
  }

  async function train(current: Run, { model, labels }: Network, listener: RunListener): Promise<MeasuredRun> {
    const { order, data } = current;
    const measuredOn = data.validation.length > 0 ? 'validation' : 'training';
    const measureNow = async (epoch: number): Promise<MeasuredRun> => {
      const { scores, predicted } = await measure(model, data[measuredOn], labels.size);
      current.predicted = predicted;
      return { ...scores, epoch, measuredOn };
    };
    control = createRunControl({ onPause: () => listener.onPause() });
    current.learned = await learn({
      model,
      training: data.training,
      epochs: order.epochs,
      random: createRandom(order.seed),
      control: control.observer,
      onProgress: (progress) => listener.onProgress(progress),
      async validate(epoch) {
        const measured = await measureNow(epoch);
        listener.onMeasured(measured);
        return measured.accuracy;
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
    learn: (listener) =>
      afterwards(() => {
        if (!network || !run) throw new Error('learn: there is no network; prepare one first');
        const [current, learning] = [run, network];
        return outcomeOf(() => train(current, learning, listener));
      }),
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
    close() {
      control?.stop();
      return afterwards(async () => forget());
    },
  };
}

function firstOfEach(texts: readonly LabelledText[]): LabelledText[] {
  const byLabel = new Map<string, LabelledText>();
  for (const each of texts) if (!byLabel.has(each.label)) byLabel.set(each.label, each);
  return [...byLabel.values()].slice(0, 8);
}
