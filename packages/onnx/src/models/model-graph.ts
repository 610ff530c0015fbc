import type { OnnxGraph } from '@tidegate/formats';
import type { ModelDescription } from '@tidegate/models';
import { GraphWriter } from '../graph/graph-writer.js';
import type { Ends } from '../graph/values.js';
import type { WeightSource } from '../weights/weight-source.js';
import { languageModelGraph } from './language-model.js';
import { rcnnGraph } from './rcnn.js';
import { sequenceTaggerGraph } from './sequence-tagger.js';
import { textRnnGraph } from './text-rnn.js';
import { tokenTaggerGraph } from './token-tagger.js';

/** The graph of a model, which a name and a configuration say, with the weights of a source. */
export function modelGraph(description: ModelDescription, weights: WeightSource): OnnxGraph {
  const graph = new GraphWriter();
  const { inputs, outputs } = write(description, graph, weights);
  return { name: description.model, nodes: graph.nodes, inputs, outputs, initializers: graph.initializers };
}

function write({ model, config }: ModelDescription, graph: GraphWriter, weights: WeightSource): Ends {
  switch (model) {
    case 'sequenceTagger':
      return sequenceTaggerGraph(graph, weights, config);
    case 'tokenTagger':
      return tokenTaggerGraph(graph, weights, config);
    case 'textRnn':
      return textRnnGraph(graph, weights, config);
    case 'rcnn':
      return rcnnGraph(graph, weights, config);
    case 'languageModel':
      return languageModelGraph(graph, weights, config);
  }
}
