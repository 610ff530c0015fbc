/** The operators of ONNX that hold a recurrent layer. */
export type OnnxRecurrentOperator = 'LSTM' | 'GRU' | 'RNN';

/** What one gate adds up; `[hidden, input]` and so on are row-major shapes. */
export interface OnnxGate {
  /** `[hidden, input]` */
  readonly inputWeights: Float32Array;
  /** `[hidden, hidden]` */
  readonly hiddenWeights: Float32Array;
  /** `[hidden]` */
  readonly inputBias: Float32Array;
  /** `[hidden]`; beside the other one, since GRU may reset between the two. */
  readonly hiddenBias: Float32Array;
  /** `[hidden]`; of an LSTM with peepholes, but not of its `cell`. */
  readonly peephole?: Float32Array;
}

/** One way through the sequence. */
export interface OnnxRecurrentDirection {
  readonly reverse: boolean;
  /** Names of functions, as many as {@link defaultActivations} has. */
  readonly activations: readonly string[];
  /** By name: those of {@link gateNames}. */
  readonly gates: Readonly<Record<string, OnnxGate>>;
}

/** A recurrent layer as a node of ONNX has it, with its weights taken apart. */
export interface OnnxRecurrent {
  readonly operator: OnnxRecurrentOperator;
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** One, or the forward one and then the reverse one. */
  readonly directions: readonly OnnxRecurrentDirection[];
  /** Whether sequences are `[batch, time, input]`, not `[time, batch, input]`; the states have the batch first then, too. */
  readonly batchFirst: boolean;
  /** The bound of what goes into the activations, if there is one. */
  readonly clip?: number;
  /** GRU: whether the state is multiplied before it is reset, as in PyTorch. */
  readonly linearBeforeReset: boolean;
  /** LSTM: whether the forget gate is what the input gate leaves of 1. */
  readonly inputForget: boolean;
  /** Names of values; only the first must be there. */
  readonly inputs: { readonly sequence: string; readonly lengths?: string; readonly initialHidden?: string; readonly initialCell?: string };
  /** Names of values, of those in use. */
  readonly outputs: { readonly sequence?: string; readonly lastHidden?: string; readonly lastCell?: string };
}

/** Gates in the order of ONNX's weights (https://onnx.ai/onnx/operators/onnx__LSTM.html, GRU and RNN): iofc, zrh and i. */
export const gateNames = {
  LSTM: ['input', 'output', 'forget', 'cell'],
  GRU: ['update', 'reset', 'hidden'],
  RNN: ['hidden'],
} as const satisfies Record<OnnxRecurrentOperator, readonly string[]>;

/** Gates that have peepholes, in the order of their weights. */
export const peepholeGates = ['input', 'output', 'forget'] as const;

/** What a node without `activations` uses: of the gates, of what is new, and of the output. */
export const defaultActivations = {
  LSTM: ['Sigmoid', 'Tanh', 'Tanh'],
  GRU: ['Sigmoid', 'Tanh'],
  RNN: ['Tanh'],
} as const satisfies Record<OnnxRecurrentOperator, readonly string[]>;

export const directionNames = ['forward', 'reverse', 'bidirectional'] as const;
