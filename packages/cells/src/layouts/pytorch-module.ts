import { ArgumentError, ShapeError } from '@tidegate/core';
import { gatesOf, type LayoutCell } from './weight-layout.js';
import { requireWeight, type Weights } from './weights.js';

/** A `torch.nn.RNN`, `LSTM` or `GRU`, as far as the names and shapes of its weights tell. */
export interface PytorchModule {
  readonly cell: LayoutCell['cell'];
  /** `input_size` */
  readonly inputSize: number;
  /** `hidden_size` */
  readonly hiddenSize: number;
  /** `num_layers` */
  readonly layers: number;
  readonly bidirectional: boolean;
  /** `bias` */
  readonly useBias: boolean;
  /** `proj_size`, where an LSTM has it */
  readonly projection?: number;
}

const partOfModule = /^(?:weight_ih|weight_hh|weight_hr|bias_ih|bias_hh)_l(0|[1-9]\d*)(_reverse)?$/;

/**
 * What a module's weights are of: the cell by how many gates there are, an RNN's 1, a GRU's 3, an LSTM's 4. Every weight must be there, in
 * every layer and direction, and have the shape that PyTorch would give it. Names that are not of this module are passed over.
 *
 * @param caller for the messages
 * @param prefix what stands before the module's names, such as `encoder.`
 * @throws ArgumentError if there is no such module under the prefix, or a weight of it is missing
 * @throws ShapeError if a weight has another shape
 */
export function describePytorchModule(caller: string, stateDict: Weights, prefix: string): PytorchModule {
  const weights = modulePart(caller, stateDict, prefix);
  const matches = Object.keys(weights).map((name) => partOfModule.exec(name.slice(prefix.length)) as RegExpExecArray);
  const hasPart = (part: string): boolean => matches.some(([name]) => name.startsWith(part));
  const first = describeFirst(caller, weights, prefix, hasPart('weight_hr'));
  const { cell, inputSize, hiddenSize, projection } = first;
  const module: PytorchModule = {
    ...first,
    layers: 1 + Math.max(...matches.map(([, layer]) => Number(layer))),
    bidirectional: matches.some(([, , reverse]) => reverse !== undefined),
    useBias: hasPart('bias'),
  };
  const rows = gatesOf[cell] * hiddenSize;
  const outputSize = projection ?? hiddenSize;
  const directions = module.bidirectional ? ['', '_reverse'] : [''];
  for (let layer = 0; layer < module.layers; layer++) {
    const width = layer === 0 ? inputSize : directions.length * outputSize;
    for (const direction of directions) {
      const assertPart = (part: string, shape: readonly number[]) =>
        requireWeight(caller, weights, `${prefix}${part}_l${layer}${direction}`, shape);
      assertPart('weight_ih', [rows, width]);
      assertPart('weight_hh', [rows, outputSize]);
      if (projection !== undefined) assertPart('weight_hr', [projection, hiddenSize]);
      if (module.useBias) for (const part of ['bias_ih', 'bias_hh']) assertPart(part, [rows]);
    }
  }
  return module;
}

/** The weights of the module, under their full names. */
function modulePart(caller: string, stateDict: Weights, prefix: string): Weights {
  const isPart = (name: string): boolean => name.startsWith(prefix) && partOfModule.test(name.slice(prefix.length));
  const named = Object.entries(stateDict).filter(([name]) => isPart(name));
  if (named.length > 0) return Object.fromEntries(named);
  const end = 'weight_ih_l0';
  const others = Object.keys(stateDict).flatMap((name) => (name.endsWith(end) ? [JSON.stringify(name.slice(0, -end.length))] : []));
  if (others.length === 0) throw new ArgumentError(caller, 'stateDict', Object.keys(stateDict), `named arrays with ${prefix}${end}`);
  throw new ArgumentError(caller, 'prefix', prefix, `one under which there is ${end}, which here are ${others.join(', ')}`);
}

/** What the forward direction of the lowest layer tells. */
function describeFirst(
  caller: string,
  weights: Weights,
  prefix: string,
  projects: boolean,
): Omit<PytorchModule, 'layers' | 'bidirectional' | 'useBias'> {
  const [input, recurrent] = [`${prefix}weight_ih_l0`, `${prefix}weight_hh_l0`];
  const inputSize = requireWeight(caller, weights, input, ['gates * hiddenSize', 'inputSize']).shape[1] as number;
  const { shape } = requireWeight(caller, weights, recurrent, ['gates * hiddenSize', 'hiddenSize']);
  const [rows, outputSize] = shape as readonly [number, number];
  if (projects) {
    const hiddenSize = requireWeight(caller, weights, `${prefix}weight_hr_l0`, [outputSize, 'hiddenSize']).shape[1] as number;
    if (rows !== gatesOf.lstm * hiddenSize) throw new ShapeError(caller, recurrent, shape, [gatesOf.lstm * hiddenSize, outputSize]);
    return { cell: 'lstm', inputSize, hiddenSize, projection: outputSize };
  }
  const cells = Object.entries(gatesOf) as [LayoutCell['cell'], number][];
  const [cell] = cells.find(([, gates]) => rows === gates * outputSize) ?? [];
  if (!cell || outputSize === 0) throw new ShapeError(caller, recurrent, shape, ['hiddenSize times 1, 3 or 4', 'hiddenSize']);
  return { cell, inputSize, hiddenSize: outputSize };
}
