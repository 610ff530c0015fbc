import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { wasmBackend } from '@tidegate/backend-wasm';
import { createRandom, useBackend } from '@tidegate/core';
import { rcnn, textRnn } from '@tidegate/models';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { adam, train } from '@tidegate/training';

await (async () => {
  await useBackend([wasmBackend]);
  const B = 64;
  const make = (seed) => {
    const T = 10 + ((seed * 7) % 31);
    const r = createRandom(seed);
    const len = Int32Array.from({ length: B }, (_, i) => (i === 0 ? T : 1 + ((i * 13 + seed) % T)));
    return {
      ids: tensor2d(Int32Array.from(r.integers(B * T, 8000)), [B, T], 'int32'),
      lengths: tensor1d(len, 'int32'),
      targets: tensor1d(
        Int32Array.from({ length: B }, (_, i) => i % 6),
        'int32',
      ),
    };
  };
  const c = { vocabularySize: 8000, embeddingSize: 100, cell: 'lstm', hiddenSize: 100, outputSize: 6 };
  const models = [
    ...['final-state', 'last-position', 'mean', 'max', 'attention'].map((pooling) => [
      pooling,
      textRnn({ ...c, pooling }, createRandom(1)),
    ]),
    ['rcnn original', rcnn({ ...c, variant: 'original' }, createRandom(1))],
    ['rcnn multi', rcnn({ ...c }, createRandom(1))],
    ['ln', textRnn({ ...c, layerNormalization: true }, createRandom(1))],
    ['residual2', textRnn({ ...c, layers: 2, hiddenSize: 50, residual: true }, createRandom(1))],
    ['tokendrop', textRnn({ ...c, tokenDropout: 0.1 }, createRandom(1))],
    ['seqdrop', textRnn({ ...c, inputDropout: 0.1, dropoutMask: 'sequence' }, createRandom(1))],
    ['learned', textRnn({ ...c, learnedState: true }, createRandom(1))],
  ];
  const best = {};
  for (let round = 0; round < 4; round++)
    for (const [name, model] of models) {
      const run = (steps) =>
        train({
          model,
          batches: () => Array.from({ length: steps }, (_, i) => make(i + 1)),
          loss: (l, { targets }) => softmaxCrossEntropy(l, targets),
          optimizer: adam({ touchedRowsOnly: (n) => n === 'embedding/table' }),
          learningRate: 1e-3,
          random: createRandom(3),
        });
      await run(3);
      const t = performance.now();
      await run(31);
      best[name] = Math.min(best[name] ?? 1e9, (performance.now() - t) / 31);
    }
  console.log(best);
})();
