import { add, clipByValue, concat, matMul, mul, split, sub, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { type GruParams, gru, type KernelParams, type LstmParams, type LstmState, lstm, type RnnState, rnn } from '@tidegate/cells';
import type { Cell, TensorTree } from '@tidegate/core';

type Apply = (sums: Tensor2D) => Tensor2D;

/** What our cells do not have: how ONNX's operators differ from them. */
export interface OnnxEquations {
  /** Bounds what goes into the functions of gates and candidates. */
  readonly clip?: number;
  /** Of an LSTM: whether the forget gate is what the input gate leaves of 1. */
  readonly inputForget: boolean;
  /** In ONNX's order: of the gates, of what is new, and of the cell on its way out. */
  readonly functions: readonly Apply[];
}

interface Sizes {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly useBias: boolean;
}

type Parts<Count extends 3 | 4> = Count extends 3 ? [Tensor2D, Tensor2D, Tensor2D] : [Tensor2D, Tensor2D, Tensor2D, Tensor2D];

/** Our `rnn` with other equations; it runs step by step. */
export function onnxRnn(sizes: Sizes, equations: OnnxEquations): Cell<KernelParams, RnnState> {
  const [f] = bounded(equations);
  return {
    ...frameOf(rnn(sizes)),
    step: ({ recurrentKernel: U }, { h }, projected, read) => ({ h: f(add(projected, matMul(read?.h ?? h, U))) }),
  };
}

/** Our `lstm` with other equations; it runs step by step. */
export function onnxLstm(sizes: Sizes & { readonly peepholes: boolean }, equations: OnnxEquations): Cell<LstmParams, LstmState> {
  const [f, g] = bounded(equations);
  const last = equations.functions[2] as Apply;
  return {
    ...frameOf(lstm({ ...sizes, forgetBias: 0 })),
    step({ recurrentKernel: U, inputPeephole, forgetPeephole, outputPeephole }, { h, c }, projected, read) {
      const [i, forgetSum, candidate, o] = split(add(projected, matMul(read?.h ?? h, U)), 4, 1) as Parts<4>;
      const input = f(peep(i, inputPeephole, c));
      const forget: Tensor2D = equations.inputForget ? sub(1, input) : f(peep(forgetSum, forgetPeephole, c));
      const cell: Tensor2D = add(mul(forget, c), mul(input, g(candidate)));
      return { h: mul(f(peep(o, outputPeephole, cell)), last(cell)), c: cell };
    },
  };
}

/** Our `gru` with other equations; it runs step by step. */
export function onnxGru(sizes: Sizes & { readonly resetAfter: boolean }, equations: OnnxEquations): Cell<GruParams, RnnState> {
  const [f, g] = bounded(equations);
  return {
    ...frameOf(gru(sizes)),
    step({ recurrentKernel: U, recurrentBias: d }, { h: kept }, projected, read) {
      const h = read?.h ?? kept;
      const [xr, xz, xn] = split(projected, 3, 1) as Parts<3>;
      const [Ur, Uz, Un] = split(U, 3, 1) as Parts<3>;
      const product: Tensor2D = matMul(h, sizes.resetAfter ? U : concat([Ur, Uz], 1));
      const [hr, hz, hn] = split(d ? add(product, d) : product, sizes.resetAfter ? 3 : 2, 1) as Parts<3>;
      const r = f(add(xr, hr));
      const z = f(add(xz, hz));
      const n = g(add(xn, sizes.resetAfter ? mul(r, hn) : matMul(mul(r, h), Un)));
      return { h: add(mul(sub(1, z), n), mul(z, kept)) };
    },
  };
}

/** The functions of the gates and of what is new, of bounded sums. */
function bounded({ clip, functions }: OnnxEquations): readonly [Apply, Apply] {
  const [f, g] = functions as readonly [Apply, Apply];
  if (clip === undefined) return [f, g];
  const bound: Apply = (sums) => clipByValue(sums, -clip, clip);
  return [(sums) => f(bound(sums)), (sums) => g(bound(sums))];
}

function peep(sums: Tensor2D, peephole: Tensor1D | undefined, cell: Tensor2D): Tensor2D {
  return peephole ? add(sums, mul(peephole, cell)) : sums;
}

/** What of a cell does not depend on its equations. */
function frameOf<Params extends TensorTree, State extends TensorTree>({
  sequence: _,
  gates: __,
  step: ___,
  ...frame
}: Cell<Params, State>): Omit<Cell<Params, State>, 'sequence' | 'gates' | 'step'> {
  return frame;
}
