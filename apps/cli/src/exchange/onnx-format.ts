import type { Json } from '@tidegate/core';
import { labelsIn, type ModelFile, vocabularyIn } from '@tidegate/model-directory';
import { describeModel } from './description.js';
import type { ExchangeFormat } from './exchange-format.js';

/** A graph of ONNX, with labels, vocabulary and tokenizer in its metadata. */
export const onnxFormat: ExchangeFormat = {
  name: 'onnx',
  ending: '.onnx',
  description: 'a graph for ONNX Runtime and others, with labels, vocabulary and tokenizer in it',
  async write({ model, file, parts, runFile }, path) {
    const { exportOnnx } = await import('@tidegate/onnx');
    const { tokenizer } = file as ModelFile & { readonly tokenizer?: Json };
    const bytes = await exportOnnx(model, {
      ...('labels.json' in parts && { labels: labelsIn(parts).names }),
      ...('vocabulary.json' in parts && { vocabulary: vocabularyIn(parts).tokens }),
      ...(tokenizer !== undefined && { tokenizer }),
      // The parts are there already.
      metadata: describeModel({ file, parts: {}, runFile }),
    });
    return new Map([[path, bytes]]);
  },
};
