import { createRandom } from '@tidegate/core';
import type { RunningBackend } from '../compute/backend-choice.js';
import type { startBackend } from '../compute/start-backend.js';
import type { Listeners, NetworkFacts, TooShort, WriteApi } from './api.js';
import { createNetwork, factsOf } from './learning/network.js';
import { beginningOf } from './learning/notebook.js';
import { charactersOnly, prepareText } from './learning/prepare-text.js';
import { type Run, startRun } from './learning/run.js';
import { decodeWriter, encodeWriter, type Writer } from './models/saved-writer.js';
import type { RunSettings } from './settings.js';
import { findUnitsIn } from './units/find-units-in.js';
import { createPassage, type Passage } from './writing/passage.js';
import { createPen, type Pen } from './writing/pen.js';
import { type PenClock, startPenClock } from './writing/pen-clock.js';
import { readText } from './writing/read-text.js';

/** Temperature until the page names one. */
const firstTemperature = 0.7;

/** All that the worker of the page does: one network at a time, which learns, writes and reads. */
export function createSession(startBackendFor: typeof startBackend): WriteApi {
  let backend: RunningBackend['name'] = 'cpu';
  let listeners: Listeners | undefined;
  let writer: Writer | undefined;
  let run: Run | undefined;
  let passage: Passage | undefined;
  let pen: { readonly pen: Pen; readonly clock: PenClock } | undefined;
  let temperature = firstTemperature;
  /** What is to be done with the network while it holds still. */
  let waiting: (() => Promise<void>)[] = [];

  const told = (): Listeners => {
    if (!listeners) throw new Error('session: nobody listens yet');
    return listeners;
  };
  const current = (): Writer => {
    if (!writer) throw new Error('session: there is no network yet');
    return writer;
  };
  const between = async (): Promise<void> => {
    const tasks = waiting;
    waiting = [];
    for (const task of tasks) await task();
    await pen?.clock.write();
  };
  /** Runs between two steps of the training, if there is one under way. */
  const whileStill = <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (!run?.isLearning) return task();
    return new Promise((resolve, reject) => waiting.push(() => task().then(resolve, reject)));
  };
  const endPassage = (): void => {
    passage?.close();
    pen?.pen.stop();
    pen = undefined;
    passage = undefined;
  };
  const end = async (): Promise<void> => {
    endPassage();
    const [ended, old] = [run, writer];
    run = undefined;
    writer = undefined;
    await ended?.stop();
    old?.model.dispose();
  };

  return {
    async start(choice) {
      const running = await startBackendFor(choice, 'large');
      backend = running.name;
      return running;
    },
    listen(onProgress, onEntry, onPiece, onLearning, onWriting, onFailure) {
      listeners = { onProgress, onEntry, onPiece, onLearning, onWriting, onFailure };
    },
    end,
    async begin(text: string, settings: RunSettings): Promise<NetworkFacts | TooShort> {
      await end();
      const prepared = prepareText(text, settings.length);
      if ('needed' in prepared) return prepared;
      const model = createNetwork(settings, prepared.vocabulary.size, createRandom(settings.seed).split('model'));
      writer = { model, vocabulary: prepared.vocabulary, tokenizer: charactersOnly, origin: { settings, batchSize: prepared.batchSize } };
      run = await startRun({ model, text: prepared, settings, listeners: told(), temperature: () => temperature, between });
      return factsOf(model, prepared.ids.length, prepared.heldOut.length);
    },
    learn: () => run?.learn(),
    pause: () => run?.pause(),
    step: () => run?.stepOnce(),
    setTemperature(chosen) {
      temperature = chosen;
    },
    async write({ prompt, length, seed }) {
      const { model, vocabulary, tokenizer } = current();
      const characters = tokenizer.tokenize(prompt);
      const unknown = characters.filter((character) => vocabulary.idOf(character) === vocabulary.unknownId);
      if (unknown.length > 0) return [...new Set(unknown)];
      endPassage();
      const { onPiece, onWriting, onFailure } = told();
      passage = createPassage(vocabulary, onPiece);
      const ids = characters.length === 0 ? [beginningOf(vocabulary)] : [...vocabulary.encode(characters)];
      // The streams of the command's `generate`: the same seed writes the same text there.
      const random = createRandom(seed).split('sample', 0);
      const made = createPen({ model, vocabulary, prompt: ids, length, random, temperature: () => temperature, passage });
      onWriting(true);
      const clock = startPenClock(made, () => run?.isLearning === true, {
        onEnd: () => {
          // Another text may have begun by then.
          if (pen === undefined || pen.pen === made) onWriting(false);
        },
        onFailure: (reason) => onFailure({ kind: 'other', reason }),
      });
      pen = { pen: made, clock };
      return [];
    },
    stopWriting: () => pen?.pen.stop(),
    async read(text) {
      const { model, vocabulary, tokenizer } = current();
      endPassage();
      const made = createPassage(vocabulary, told().onPiece);
      passage = made;
      await readText(model, [...vocabulary.encode(tokenizer.tokenize(text))], made);
    },
    likelyAfter: (place, count) => passage?.likelyAfter(place, count, temperature) ?? [],
    findUnits: (text) => findUnitsIn(text, current()),
    saveModel: () => whileStill(async () => encodeWriter(current(), { steps: run?.step ?? 0, passes: run?.passes ?? 0, backend })),
    async openModel(files) {
      const opened = decodeWriter(files);
      await end();
      writer = opened;
      return factsOf(opened.model);
    },
  };
}
