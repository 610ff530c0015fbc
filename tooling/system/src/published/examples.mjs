/**
 * What somebody does with each library who has installed nothing else, as a module of JavaScript that is TypeScript too; with what it
 * prints. A library that is not here is imported only; one that calls what no page has, such as a library of the system, says so.
 *
 * @type {Readonly<Record<string, { code: string, prints: string, onlyInNode?: boolean }>>}
 */
export const examples = {
  '@tidegate/core': {
    code: `
      import { ArgumentError, createRandom } from '@tidegate/core';
      const first = createRandom(7).split('weights').uniform(2);
      console.log(first.length, first.join() === createRandom(7).split('weights').uniform(2).join());
      try {
        createRandom(-1);
      } catch (error) {
        console.log(error instanceof ArgumentError);
      }
    `,
    prints: '2 true\ntrue',
  },
  '@tidegate/tfjs-gradients': {
    code: `
      import '@tensorflow/tfjs-backend-cpu';
      import { grad, scalar, square } from '@tensorflow/tfjs-core';
      import '@tidegate/tfjs-gradients';
      console.log(grad((x) => square(x))(scalar(3)).dataSync()[0]);
    `,
    prints: '6',
  },
  '@tidegate/ops': {
    code: `
      import '@tensorflow/tfjs-backend-cpu';
      import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
      import { softmaxCrossEntropy } from '@tidegate/ops';
      const loss = softmaxCrossEntropy(tensor2d([[0, 0, 0]]), tensor1d([1], 'int32'));
      console.log(loss.dataSync()[0]?.toFixed(4), Math.log(3).toFixed(4));
    `,
    prints: '1.0986 1.0986',
  },
  '@tidegate/backend-cpu': {
    code: `
      import { dot, getBackend, setBackend } from '@tensorflow/tfjs-core';
      import { cpuBackend } from '@tidegate/backend-cpu';
      await cpuBackend.load();
      await setBackend(cpuBackend.name);
      console.log(getBackend(), dot([1, 2], [3, 4]).dataSync()[0], cpuBackend.kernels.length > 10);
    `,
    prints: 'cpu 11 true',
  },
  '@tidegate/backend-wasm': {
    code: `
      import { dot, getBackend, setBackend } from '@tensorflow/tfjs-core';
      import { createWasmBackend } from '@tidegate/backend-wasm';
      const wasm = createWasmBackend({ threads: 1 });
      await wasm.load();
      await setBackend(wasm.name);
      console.log(getBackend(), dot([1, 2], [3, 4]).dataSync()[0], wasm.details?.().threads);
    `,
    prints: 'wasm 11 1',
  },
  '@tidegate/backend-webgpu': {
    code: `
      import { createWebgpuBackend } from '@tidegate/backend-webgpu';
      const webgpu = createWebgpuBackend();
      const support = await webgpu.isSupported();
      // Without a GPU in reach it must say so.
      console.log(webgpu.name, support.supported || support.reason.length > 10);
    `,
    prints: 'webgpu true',
  },
  '@tidegate/cells': {
    code: `
      import '@tensorflow/tfjs-backend-cpu';
      import { ones } from '@tensorflow/tfjs-core';
      import { lstm, scan } from '@tidegate/cells';
      import { createRandom } from '@tidegate/core';
      const cell = lstm({ inputSize: 3, hiddenSize: 4 });
      const { outputs, state } = scan(cell, cell.createParams(createRandom(1)), ones([2, 5, 3]));
      console.log(outputs.shape.join(' '), state.c.shape.join(' '), outputs.dataSync().every((value) => Math.abs(value) < 1));
    `,
    prints: '2 5 4 2 4 true',
  },
  '@tidegate/models': {
    code: `
      import '@tensorflow/tfjs-backend-cpu';
      import { tensor2d } from '@tensorflow/tfjs-core';
      import { createRandom } from '@tidegate/core';
      import { textRnn } from '@tidegate/models';
      const model = textRnn({ vocabularySize: 9, embeddingSize: 3, cell: 'gru', outputSize: 2 }, createRandom(1));
      const logits = model.logits({ ids: tensor2d([[1, 8, 3]], [1, 3], 'int32') }, { training: false, random: createRandom(0) });
      console.log(logits.shape.join(' '), Object.keys(model.parameters).length);
    `,
    prints: '1 2 11',
  },
  '@tidegate/training': {
    code: `
      import '@tensorflow/tfjs-backend-cpu';
      import { mul, tensor1d, variable } from '@tensorflow/tfjs-core';
      import { createRandom } from '@tidegate/core';
      import { squaredError } from '@tidegate/ops';
      import { sgd, train } from '@tidegate/training';
      const factor = variable(tensor1d([0]));
      await train({
        model: { name: 'triple', config: {}, parameters: { factor }, logits: (inputs) => mul(inputs, factor), dispose: () => factor.dispose() },
        batches: function* () {
          for (let batch = 0; batch < 50; batch++) yield tensor1d([1, 2]);
        },
        loss: (outputs, inputs) => squaredError(outputs, mul(inputs, 3)),
        optimizer: sgd(),
        learningRate: 0.1,
        steps: 50,
        random: createRandom(0),
      });
      console.log(factor.dataSync()[0]?.toFixed(3));
    `,
    prints: '3.000',
  },
  '@tidegate/datasets': {
    code: `
      import { createTokenizer, createVocabularyCounter } from '@tidegate/datasets';
      const tokens = createTokenizer({ kind: 'words', lowercase: true }).tokenize('To be, or not to be');
      const counter = createVocabularyCounter();
      counter.add(tokens);
      console.log(counter.build().encode(tokens).join(' '));
    `,
    prints: '3 2 4 6 5 3 2',
  },
  '@tidegate/formats': {
    code: `
      import { decodeSafetensors, encodeSafetensors, FormatError } from '@tidegate/formats';
      const bytes = encodeSafetensors({ weights: { dtype: 'F32', shape: [2], data: Float32Array.of(1, -2) } });
      console.log(decodeSafetensors(bytes).tensors.weights?.data.join(' '));
      try {
        decodeSafetensors(bytes.subarray(1));
      } catch (error) {
        console.log(error instanceof FormatError);
      }
    `,
    prints: '1 -2\ntrue',
  },
  '@tidegate/model-directory': {
    code: `
      import '@tensorflow/tfjs-backend-cpu';
      import { createRandom } from '@tidegate/core';
      import { additionKind, decodeModel, encodeModel } from '@tidegate/model-directory';
      import { percent } from '@tidegate/model-directory/wording';
      import { sequenceTagger } from '@tidegate/models';
      const model = sequenceTagger({ inputSize: 2, outputSize: 1, cell: 'gru', hiddenSize: 3 }, createRandom(1));
      const training = { bits: 4, batchSize: 8, steps: 1, optimizer: 'adam', learningRate: 0.01, seed: 1, backend: 'cpu' };
      const files = await encodeModel({ model, file: { tidegate: '1.0.0', preset: 'adder', training } });
      const again = decodeModel(files, [additionKind]);
      console.log(again.model.name, again.file.training.bits, percent(0.5));
    `,
    prints: 'sequenceTagger 4 50%',
  },
  '@tidegate/onnx': {
    code: `
      import '@tensorflow/tfjs-backend-cpu';
      import { createRandom } from '@tidegate/core';
      import { textRnn } from '@tidegate/models';
      import { exportOnnx, importOnnx } from '@tidegate/onnx';
      const model = textRnn({ vocabularySize: 9, embeddingSize: 3, cell: 'gru', outputSize: 2 }, createRandom(1));
      const again = importOnnx(await exportOnnx(model, { labels: ['no', 'yes'] }));
      console.log(again.model.name, again.labels?.join(' '));
    `,
    prints: 'textRnn no yes',
  },
  '@tidegate/checkpoints': {
    code: `
      import { keepCheckpoints, latestCheckpoint, memoryStorage } from '@tidegate/checkpoints';
      const storage = memoryStorage();
      const position = { step: 5, epoch: 1, batches: 5, validatedStep: 0, parameters: {}, optimizer: { name: 'sgd', state: {} } };
      await keepCheckpoints({ storage }).save(position);
      console.log((await latestCheckpoint(storage))?.state.step);
    `,
    prints: '5',
  },
  '@tidegate/distributed-mpi': {
    code: `
      import { launchedRank, openMpi } from '@tidegate/distributed-mpi';
      const refusal = await openMpi().catch((error) => error.name);
      console.log(refusal, launchedRank({ OMPI_COMM_WORLD_RANK: '1', OMPI_COMM_WORLD_SIZE: '4' })?.rank);
    `,
    prints: 'MpiError 1',
    onlyInNode: true,
  },
};
