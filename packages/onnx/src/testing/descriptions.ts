import type { ModelDescription } from '@tidegate/models';

type Settings = Readonly<Record<string, unknown>>;

const sizes = { hiddenSize: 5, outputSize: 3 };
const vectors = { ...sizes, inputSize: 4, cell: 'lstm' };
const tokens = { ...sizes, vocabularySize: 7, embeddingSize: 4, cell: 'lstm' };
const { outputSize: _, ...language } = tokens;

/** Options of cells, each with the cell that has it. */
const cells: readonly Settings[] = [
  { cell: 'rnn' },
  ...['relu', 'sigmoid', 'hardSigmoid', 'linear'].map((activation) => ({ cell: 'rnn', activation })),
  { cell: 'rnn', useBias: false },
  { cell: 'gru' },
  { cell: 'gru', resetAfter: false },
  { cell: 'gru', useBias: false },
  { cell: 'gru', resetAfter: false, useBias: false },
  { cell: 'gru', activation: 'relu' },
  { cell: 'gru', activation: 'linear', recurrentActivation: 'hardSigmoid' },
  { cell: 'gru', resetAfter: false, activation: 'hardSigmoid', recurrentActivation: 'tanh' },
  {},
  { useBias: false },
  { forgetBias: 0 },
  { forgetBias: -0.7, useBias: false },
  { peepholes: true },
  { activation: 'relu' },
  { activation: 'linear', recurrentActivation: 'hardSigmoid' },
  { activation: 'sigmoid', recurrentActivation: 'linear', peepholes: true, forgetBias: 0 },
  { activation: 'hardSigmoid', recurrentActivation: 'relu' },
  { cellClip: 0.3 },
  { cellClip: 0.3, peepholes: true, useBias: false, activation: 'hardSigmoid', recurrentActivation: 'hardSigmoid' },
  { projection: 3 },
  { projection: 3, projectionClip: 0.1, cellClip: 0.4, peepholes: true, forgetBias: 0.3 },
];

/** Options of what stands around cells. */
const layers: readonly Settings[] = [
  { layers: 3 },
  { layerNormalization: true },
  { learnedState: true },
  { residual: true, hiddenSize: 4 },
  { layers: 2, residual: true, hiddenSize: 4, layerNormalization: true, learnedState: true },
  { layers: 2, dropout: 0.3, inputDropout: 0.2, stateDropout: 0.1 },
  { layers: 2, projection: 4, residual: true, learnedState: true },
];

const directions: readonly Settings[] = [
  { bidirectional: true },
  ...['sum', 'average', 'product'].map((merge) => ({ bidirectional: true, merge })),
  { bidirectional: true, layers: 2, learnedState: true, layerNormalization: true, cell: 'gru' },
  { bidirectional: true, projection: 3, learnedState: true },
  { bidirectional: true, peepholes: true, activation: 'linear' },
  { bidirectional: true, merge: 'sum', hiddenSize: 4, residual: true, cell: 'rnn' },
];

/** Half as many units where both directions stand side by side, so that there is a residual. */
const halved = (settings: Settings): Settings => {
  const { hiddenSize, projection } = settings;
  if (!settings.residual) return settings;
  return { ...settings, ...(hiddenSize !== undefined && { hiddenSize: 2 }), ...(projection !== undefined && { projection: 2 }) };
};

const perModel: Readonly<Record<string, readonly Settings[]>> = {
  sequenceTagger: [...cells, ...layers, ...directions, { outputBias: false }].map((settings) => ({ ...vectors, ...settings })),
  tokenTagger: [{}, ...layers.slice(4), ...directions.slice(4), { frozenEmbedding: true, embeddingDropout: 0.1, tokenDropout: 0.1 }].map(
    (settings) => ({ ...tokens, ...settings }),
  ),
  textRnn: [
    ...['final-state', 'last-position', 'mean', 'max', 'attention'].map((pooling) => ({ pooling })),
    { pooling: 'attention', attentionSize: 2, layers: 2, cell: 'gru' },
    { hiddenSize: undefined, directionDropout: 0.2, outputBias: false },
    ...layers.map(halved),
    { cell: 'rnn', pooling: 'max', learnedState: true, layerNormalization: true },
    { projection: 3, pooling: 'last-position' },
  ].map((settings) => ({ ...tokens, ...settings })),
  rcnn: [
    { filters: 3 },
    { filters: 2, widths: [1, 2, 5] },
    { variant: 'original', latentSize: 4 },
    { variant: 'original' },
    ...layers.map((settings) => ({ ...halved(settings), filters: 2, widths: [2, 3] })),
    { variant: 'original', projection: 2, cell: 'lstm', layers: 2 },
  ].map((settings) => ({ ...tokens, ...settings })),
  languageModel: [
    ...[{}, { cell: 'gru' }, { cell: 'rnn' }, { peepholes: true }, { projection: 3 }, { cellClip: 0.2 }],
    ...[{ tieEmbeddings: true, hiddenSize: 4 }, { tieEmbeddings: true, hiddenSize: 4, outputBias: false }, { outputBias: false }],
    ...layers,
  ].map((settings) => ({ ...language, ...settings })),
};

/** Every model with every option of its configuration that changes the graph, named for what is special. */
export const descriptions: readonly (readonly [name: string, ModelDescription])[] = Object.entries(perModel).flatMap(([model, configs]) =>
  configs.map((config) => {
    const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
    return [`${model} ${JSON.stringify(given)}`, { model, config: given } as ModelDescription] as const;
  }),
);
