import type { RcnnConfig } from '@tidegate/models';
import { int } from '../graph/attributes.js';
import type { GraphWriter } from '../graph/graph-writer.js';
import { type Ends, value } from '../graph/values.js';
import { pooledConvolutions } from '../layers/convolutions.js';
import { dense } from '../layers/dense.js';
import { embed } from '../layers/embedding.js';
import { encode } from '../layers/encoder.js';
import { createFrame, type Frame, zeros } from '../layers/frame.js';
import type { Sequence } from '../layers/recurrence.js';
import { largestOutputs } from '../layers/steps.js';
import type { WeightSource } from '../weights/weight-source.js';
import { tokenInputs } from './token-tagger.js';

/** What the model takes where its configuration leaves them out. */
const defaults = { widths: [1, 2, 3, 4], filters: 128, latentSize: 100 } as const;

/** `ids` and `lengths` to `logits`, `[batch, outputSize]`. */
export function rcnnGraph(graph: GraphWriter, weights: WeightSource, config: RcnnConfig): Ends {
  const { outputSize, outputBias = true, variant = 'multi-width' } = config;
  const frame = createFrame(graph, weights, 'ids', 'lengths');
  const vectors = embed(frame, config, 'ids');
  const { outputs } = encode(frame, 'encoder', { ...config, bidirectional: true }, vectors);
  const features = { 'multi-width': multiWidth, original }[variant](frame, config, vectors, outputs);
  dense(frame, 'head', features, { outputSize, useBias: outputBias, output: 'logits' });
  return { inputs: tokenInputs, outputs: [value('logits', 'FLOAT', 'batch', outputSize)] };
}

function multiWidth(frame: Frame, config: RcnnConfig, vectors: Sequence, outputs: Sequence): Sequence {
  const { widths = defaults.widths, filters = defaults.filters } = config;
  const inputs = { value: frame.graph.op('Concat', [vectors.value, outputs.value], { axis: int(2) }), size: vectors.size + outputs.size };
  return pooledConvolutions(frame, 'convolutions', inputs, { widths, filters });
}

/** Each token between the outputs before and after it, and the maximum over the text. */
function original(frame: Frame, { latentSize = defaults.latentSize }: RcnnConfig, vectors: Sequence, outputs: Sequence): Sequence {
  const { graph, batch } = frame;
  const [forward, backward] = graph.split(outputs.value, 2, 2) as [string, string];
  const shape = graph.op('Concat', [graph.sizes([1]), batch, graph.sizes([outputs.size / 2])], { axis: int(0) });
  const nothing = zeros(graph, shape);
  const along = (values: readonly string[], from: number, to: number) =>
    graph.op('Slice', [graph.op('Concat', values, { axis: int(0) }), graph.sizes([from]), graph.sizes([to]), graph.sizes([0])]);
  const left = along([nothing, forward], 0, -1);
  const right = along([backward, nothing], 1, Number.MAX_SAFE_INTEGER);
  const between = { value: graph.op('Concat', [left, vectors.value, right], { axis: int(2) }), size: vectors.size + outputs.size };
  const latent = graph.op('Tanh', [dense(frame, 'latent', between, { outputSize: latentSize, useBias: true })]);
  return { value: largestOutputs(frame, latent), size: latentSize };
}
