/** The cases of `tidegate bench` in tfjs-layers: the same networks on batches of the same shapes. */
import { tensor, train } from '@tensorflow/tfjs-core';
import { model as createModel, input, layers, regularizers } from '@tensorflow/tfjs-layers';

// Orthogonal initialization, the default, takes minutes at these sizes.
const recurrent = { recurrentActivation: 'sigmoid', recurrentInitializer: 'glorotUniform' };
const randomIds = (bound, shape) => Array.from({ length: shape.reduce((a, b) => a * b) }, () => Math.floor(bound * Math.random()));

// Batches are made from values of the host in the type that they have: stock WebGPU casts by name only, and some of its programs fail then.
const ids = (bound, shape) => tensor(randomIds(bound, shape), shape, 'int32');
const classes = (bound, shape) => tensor(randomIds(bound, shape), shape, 'float32');
const bits = (shape) => classes(2, shape);

/** Each a row of zeros with a one, float32, `[...shape, bound]`. */
function oneHotIds(bound, shape) {
  const values = randomIds(bound, shape).flatMap((id) => Array.from({ length: bound }, (_, index) => (index === id ? 1 : 0)));
  return tensor(values, [...shape, bound], 'float32');
}

function compile(inputs, outputs, loss, learningRate) {
  const model = createModel({ inputs, outputs });
  model.compile({ optimizer: train.adam(learningRate), loss });
  return model;
}

function adder() {
  const inputs = input({ shape: [8, 2] });
  let outputs = inputs;
  for (let layer = 0; layer < 2; layer++) outputs = layers.lstm({ units: 20, returnSequences: true, ...recurrent }).apply(outputs);
  outputs = layers.timeDistributed({ layer: layers.dense({ units: 1, activation: 'sigmoid', useBias: false }) }).apply(outputs);
  return { model: compile(inputs, outputs, 'meanSquaredError', 1e-3), inputs: bits([64, 8, 2]), targets: bits([64, 8, 1]) };
}

function textRnn(vocabulary, time, batch, learningRate) {
  const l2 = () => regularizers.l2({ l2: 0.5e-4 });
  const inputs = input({ shape: [time], dtype: 'int32' });
  const vectors = layers.embedding({ inputDim: vocabulary, outputDim: 100, embeddingsRegularizer: l2() }).apply(inputs);
  const lstm = layers.lstm({ units: 100, ...recurrent, kernelRegularizer: l2(), recurrentRegularizer: l2(), biasRegularizer: l2() });
  const both = layers.bidirectional({ layer: lstm, mergeMode: 'concat' }).apply(vectors);
  const outputs = layers.dense({ units: 10, activation: 'softmax', kernelRegularizer: l2(), biasRegularizer: l2() }).apply(both);
  return {
    model: compile(inputs, outputs, 'sparseCategoricalCrossentropy', learningRate),
    inputs: ids(vocabulary, [batch, time]),
    targets: classes(10, [batch, 1]),
  };
}

function rcnn() {
  const inputs = input({ shape: [400], dtype: 'int32' });
  const vectors = layers.embedding({ inputDim: 5_000, outputDim: 50 }).apply(inputs);
  const lstm = layers.lstm({ units: 128, returnSequences: true, ...recurrent });
  const both = layers.bidirectional({ layer: lstm, mergeMode: 'concat' }).apply(vectors);
  const sequence = layers.concatenate().apply([vectors, both]);
  const activations = [1, 2, 3, 4].map((width) => layers.conv1d({ filters: 128, kernelSize: width, activation: 'relu' }).apply(sequence));
  const averages = activations.map((each) => layers.globalAveragePooling1d().apply(each));
  const maxima = activations.map((each) => layers.globalMaxPooling1d().apply(each));
  const outputs = layers.dense({ units: 1, activation: 'sigmoid' }).apply(layers.concatenate().apply([...averages, ...maxima]));
  return { model: compile(inputs, outputs, 'binaryCrossentropy', 1e-3), inputs: ids(5_000, [32, 400]), targets: bits([32, 1]) };
}

function characterLanguageModel(cell, time = 50) {
  const inputs = input({ shape: [time], dtype: 'int32' });
  let outputs = layers.embedding({ inputDim: 65, outputDim: 128 }).apply(inputs);
  for (let layer = 0; layer < 2; layer++) outputs = cell({ units: 128, returnSequences: true }).apply(outputs);
  outputs = layers.timeDistributed({ layer: layers.dense({ units: 65, activation: 'softmax' }) }).apply(outputs);
  return {
    model: compile(inputs, outputs, 'categoricalCrossentropy', 2e-3),
    inputs: ids(65, [50, time]),
    targets: oneHotIds(65, [50, time]),
  };
}

const lstm = (options) => layers.lstm({ ...recurrent, ...options });
const gru = (options) => layers.gru({ ...recurrent, ...options });
const rnn = (options) => layers.simpleRNN({ recurrentInitializer: 'glorotUniform', ...options });

const cases = {
  adder,
  'textrnn-seed': () => textRnn(10_000, 5, 8, 1e-2),
  textrnn: () => textRnn(20_000, 100, 64, 1e-3),
  rcnn,
  'charlm-lstm': () => characterLanguageModel(lstm),
  'charlm-gru': () => characterLanguageModel(gru),
  'charlm-rnn': () => characterLanguageModel(rnn),
  'charlm-lstm-20': () => characterLanguageModel(lstm, 20),
};

/** A compiled model, and the batch that it is trained on. */
export function createCase(name) {
  return cases[name]();
}
