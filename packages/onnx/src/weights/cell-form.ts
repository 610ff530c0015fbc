import type { OnnxRecurrentOperator } from '@tidegate/formats';
import type { CellConfig, CellName } from '@tidegate/models';

/** What decides which parameters a cell has, and what each number in them means. */
export interface CellForm {
  readonly cell: CellName;
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly useBias: boolean;
  /** Of `lstm`, which adds it outside of the weights; 0 of the others. */
  readonly forgetBias: number;
  readonly peepholes: boolean;
  /** Of `gru`, which then has a second bias. */
  readonly resetAfter: boolean;
}

export const operatorOf = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' } as const satisfies Record<CellName, OnnxRecurrentOperator>;

/** ONNX's names of the gates, in the order in which ours lie side by side. */
export const gateOrder: Readonly<Record<CellName, readonly string[]>> = {
  rnn: ['hidden'],
  lstm: ['input', 'forget', 'cell', 'output'],
  gru: ['reset', 'update', 'hidden'],
};

/** Our parameters for what gates of an LSTM see of the cell. */
export const peepholeNames: Readonly<Record<string, string>> = {
  input: 'inputPeephole',
  forget: 'forgetPeephole',
  output: 'outputPeephole',
};

export function cellForm(config: CellConfig, inputSize: number): CellForm {
  const { cell, hiddenSize, useBias = true, peepholes = false } = config;
  return {
    ...{ cell, inputSize, hiddenSize, useBias, peepholes },
    forgetBias: cell === 'lstm' ? (config.forgetBias ?? 1) : 0,
    resetAfter: cell === 'gru' && (config.resetAfter ?? true),
  };
}
