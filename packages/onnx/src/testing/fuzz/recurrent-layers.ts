import { deepStrictEqual } from 'node:assert/strict';
import { type Rank, tensor, tidy } from '@tensorflow/tfjs-core';
import { toTensors } from '@tidegate/cells';
import { isTidegateError, type TensorTree } from '@tidegate/core';
import { readOnnxModule, recordedModules } from '@tidegate/fixtures/node';
import { FormatError } from '@tidegate/formats';
import { type FuzzOutcome, fuzz, mutateBytes, mutateProtobuf } from '@tidegate/fuzz';
import { importOnnxRecurrent } from '../../recurrent/import-onnx-recurrent.js';

const names = ['lstm-2-both', 'lstm-2-both-states', 'gru-1', 'gru-2-states', 'rnn-relu-2'];
const { shape, values } = recordedModules.inputs;

/** Reads broken files of PyTorch: each is refused, or gives layers that run, or that refuse inputs which fit no longer. */
export async function fuzzRecurrentLayers(cases: number, seed: number): Promise<FuzzOutcome> {
  const files = names.map((name) => Uint8Array.from(readOnnxModule(name)));
  return fuzz({
    cases,
    seed,
    create(dice) {
      const index = dice.below(files.length);
      const original = files[index] as Uint8Array;
      const { content, mutation } = dice.pick([() => mutateBytes(original, files, dice), () => mutateProtobuf(original, dice)])();
      return { input: content, bytes: content.length, mutation: `${names[index]}: ${mutation}` };
    },
    async read(bytes) {
      const { layer, params, outputs, run } = importOnnxRecurrent(bytes);
      tidy(() => {
        const weights = toTensors<TensorTree>(params);
        const inputs = tensor<Rank.R3>([...values], shape as [number, number, number]);
        if (layer) unlessRefused(() => deepStrictEqual(layer.run(weights, inputs).outputs.shape, [shape[0], shape[1], layer.outputSize]));
        unlessRefused(() => deepStrictEqual(Object.keys(run(weights, { inputs })).sort(), [...new Set(outputs)].sort()));
      });
    },
    isClear: (error) => error instanceof FormatError,
  });
}

/** Layers of other sizes refuse the inputs. */
function unlessRefused(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!isTidegateError(error)) throw error;
  }
}
