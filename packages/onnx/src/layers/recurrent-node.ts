import type { Activation } from '@tidegate/cells';
import { writeOnnxRecurrent } from '@tidegate/formats';
import type { CellConfig } from '@tidegate/models';
import type { GraphWriter } from '../graph/graph-writer.js';
import { cellForm, operatorOf } from '../weights/cell-form.js';
import { functionName, functionParameters } from './activations.js';
import { type Frame, zeroPadding } from './frame.js';
import type { Direction, Recurrence, State } from './recurrence.js';

/** A recurrence as one node `RNN`, `LSTM` or `GRU`. */
export function recurrentNode(frame: Frame, { name, paths, config, inputs, initial, keepsState }: Recurrence): readonly Direction[] {
  const { graph, weights, lengths } = frame;
  const form = cellForm(config, inputs.size);
  const used = activationsOf(config);
  const initialOf = (part: string) => initial && sideBySide(graph, initial, part);
  const [initialHidden, initialCell] = [initialOf('h'), initialOf('c')];
  const lastValues = { h: `${name}.Y_h`, ...(config.cell === 'lstm' && { c: `${name}.Y_c` }) };
  const lastOutputs = { lastHidden: lastValues.h, ...(lastValues.c && { lastCell: lastValues.c }) };
  const outputs = { sequence: `${name}.Y`, ...(keepsState && lastOutputs) };
  const { node, initializers } = writeOnnxRecurrent(
    {
      operator: operatorOf[config.cell],
      inputSize: inputs.size,
      hiddenSize: config.hiddenSize,
      directions: weights
        .gates(name, paths, form)
        .map((gates, index) => ({ reverse: index === 1, activations: used.map(functionName), gates })),
      batchFirst: false,
      linearBeforeReset: form.resetAfter,
      inputForget: false,
      inputs: { sequence: inputs.value, lengths, ...(initialHidden && { initialHidden }), ...(initialCell && { initialCell }) },
      outputs,
    },
    name,
  );
  for (const [initializer, tensor] of Object.entries(initializers)) graph.initializer(initializer, tensor);
  const parameters = functionParameters(paths.flatMap(() => used));
  graph.add({ ...node, attributes: { ...node.attributes, ...parameters } });

  const sequences = parts(graph, outputs.sequence, paths.length, 1);
  const states = Object.entries(keepsState ? lastValues : {}).map(([part, value]) => [part, parts(graph, value, paths.length, 0)] as const);
  return sequences.map((sequence, direction) => {
    const last = (part: string, value: string) => [part, heldWhenEmpty(frame, value, initial?.[direction]?.[part])];
    return {
      outputs: zeroPadding(frame, sequence),
      state: Object.fromEntries(states.map(([part, values]) => last(part, values[direction] as string))),
    };
  });
}

/** The state at the end, which of an empty sequence is the one it started from; what a node gives there is not said by ONNX. */
function heldWhenEmpty({ graph, lengths }: Frame, state: string, initial: string = graph.floats(0)): string {
  const isEmpty = graph.op('Unsqueeze', [graph.op('Less', [lengths, graph.integer(1)]), graph.sizes([1])]);
  return graph.op('Where', [isEmpty, initial, state]);
}

/** Of one direction, in the order of ONNX: of the gates, of what is new, and of the cell on its way out. */
function activationsOf({ cell, activation = 'tanh', recurrentActivation = 'sigmoid' }: CellConfig): readonly Activation[] {
  switch (cell) {
    case 'rnn':
      return [activation];
    case 'gru':
      return [recurrentActivation, activation];
    case 'lstm':
      return [recurrentActivation, activation, activation];
  }
}

/** The parts of one name of each direction, `[directions, batch, size]`; none where the state has no such part. */
function sideBySide(graph: GraphWriter, states: readonly State[], part: string): string | undefined {
  const values = states.flatMap((state) => (state[part] === undefined ? [] : [graph.op('Unsqueeze', [state[part], graph.sizes([0])])]));
  return values.length > 1 ? graph.op('Concat', values, { axis: { type: 'INT', value: 0n } }) : values[0];
}

/** What each direction has in a value, without the axis of the directions. */
function parts(graph: GraphWriter, value: string, directions: number, axis: number): readonly string[] {
  const values = directions === 1 ? [value] : graph.split(value, directions, axis);
  return values.map((one) => graph.op('Squeeze', [one, graph.sizes([axis])]));
}
