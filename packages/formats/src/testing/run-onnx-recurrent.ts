import type { OnnxGate, OnnxRecurrent, OnnxRecurrentDirection } from '../onnx/recurrent/recurrent.js';

const functions: Readonly<Record<string, (x: number) => number>> = {
  Sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  Tanh: Math.tanh,
  Relu: (x) => Math.max(0, x),
};

export interface RecurrentFeed {
  /** `[time][batch][input]` */
  readonly sequence: number[][][];
  readonly lengths?: readonly number[];
  /** `[direction][batch][hidden]` */
  readonly initialHidden?: number[][][];
  readonly initialCell?: number[][][];
}

/** The equations of ONNX's LSTM, GRU and RNN as they are written down, one example and one step at a time. */
export function runOnnxRecurrent(recurrent: OnnxRecurrent, { sequence, lengths, initialHidden, initialCell }: RecurrentFeed) {
  const batch = sequence[0]?.length ?? 0;
  const zeros = () => new Array<number>(recurrent.hiddenSize).fill(0);
  /** `[time][direction][batch][hidden]` */
  const outputs = sequence.map(() => recurrent.directions.map(() => Array.from({ length: batch }, zeros)));
  const last = recurrent.directions.map((direction, index) =>
    Array.from({ length: batch }, (_, example) => {
      let hidden = initialHidden?.[index]?.[example] ?? zeros();
      let cell = initialCell?.[index]?.[example] ?? zeros();
      const length = lengths?.[example] ?? sequence.length;
      for (let step = 0; step < length; step++) {
        const time = direction.reverse ? length - 1 - step : step;
        ({ hidden, cell } = advance(recurrent, direction, sequence[time]![example]!, hidden, cell));
        outputs[time]![index]![example] = hidden;
      }
      return { hidden, cell };
    }),
  );
  return {
    outputs,
    lastHidden: last.map((one) => one.map(({ hidden }) => hidden)),
    lastCell: last.map((one) => one.map(({ cell }) => cell)),
  };
}

function advance(recurrent: OnnxRecurrent, direction: OnnxRecurrentDirection, x: number[], h: number[], c: number[]) {
  const [f, g, last] = direction.activations.map((name) => functions[name]!);
  const { clip = Number.POSITIVE_INFINITY } = recurrent;
  const clipped = (value: number) => Math.min(clip, Math.max(-clip, value));
  const gate = (name: string): OnnxGate => direction.gates[name]!;
  const product = (weights: Float32Array, vector: number[], row: number) =>
    vector.reduce((sum, value, column) => sum + value * weights[row * vector.length + column]!, 0);
  const sum = (name: string, unit: number, peep = 0) => {
    const { inputWeights, hiddenWeights, inputBias, hiddenBias, peephole } = gate(name);
    const weighted = product(inputWeights, x, unit) + product(hiddenWeights, h, unit);
    return clipped(weighted + inputBias[unit]! + hiddenBias[unit]! + peep * (peephole?.[unit] ?? 0));
  };
  if (recurrent.operator === 'RNN') return { hidden: h.map((_, unit) => f!(sum('hidden', unit))), cell: c };
  if (recurrent.operator === 'LSTM') {
    const cell = c.map((old, unit) => {
      const input = f!(sum('input', unit, old));
      const forget = recurrent.inputForget ? 1 - input : f!(sum('forget', unit, old));
      return forget * old + input * g!(sum('cell', unit));
    });
    return { hidden: cell.map((value, unit) => f!(sum('output', unit, value)) * last!(value)), cell };
  }
  const reset = h.map((_, unit) => f!(sum('reset', unit)));
  const { inputWeights, hiddenWeights, inputBias, hiddenBias } = gate('hidden');
  const hidden = h.map((old, unit) => {
    const kept = f!(sum('update', unit));
    const recurrence = recurrent.linearBeforeReset
      ? reset[unit]! * (product(hiddenWeights, h, unit) + hiddenBias[unit]!)
      : product(
          hiddenWeights,
          h.map((value, other) => value * reset[other]!),
          unit,
        ) + hiddenBias[unit]!;
    return (1 - kept) * g!(clipped(product(inputWeights, x, unit) + inputBias[unit]! + recurrence)) + kept * old;
  });
  return { hidden, cell: c };
}
