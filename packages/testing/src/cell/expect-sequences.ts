import { concat, slice, type Tensor, type Tensor3D, tensor1d } from '@tensorflow/tfjs-core';
import { mapTree, type ScanOptions, type ScanResult, type TensorTree } from '@tidegate/core';
import { expect } from 'vitest';
import { expectClose } from '../compare/expect-close.js';
import { read, readAll, take } from '../compare/read.js';
import { asFunction, type CellCase } from './cell-run.js';

type Run<Subject> = (subject: Subject, params: TensorTree, inputs: Tensor3D, options: ScanOptions) => ScanResult;

/** Expects each sequence of a padded batch to give what it gives alone, and zeros at padded steps. */
export async function expectSameAlone<Subject>(subject: Subject, run: Run<Subject>, padded: CellCase): Promise<void> {
  const [outputs, ...state] = asFunction(subject, run, padded)(Object.values(padded.inputs)) as [Tensor, ...Tensor[]];
  const [batch, time, width] = outputs.shape as [number, number, number];
  const values = await read(outputs);
  const lengths = (await padded.lengths?.data()) ?? new Int32Array(batch).fill(time);
  for (const [row, length] of lengths.entries()) {
    const padding = values.slice((row * time + length) * width, (row + 1) * time * width);
    expect([...new Set(padding)], `padding of sequence ${row}`).toEqual(length < time ? [0] : []);
    if (length === 0) continue;
    const alone = takeSequence(padded, row, length);
    const together: Float32Array[] = [values.slice(row * time * width, (row * time + length) * width)];
    together.push(...(await take(state.map((part) => slice(part, [row], [1])))));
    const separate = await take(asFunction(subject, run, alone)(Object.values(alone.inputs)));
    for (const [index, expected] of separate.entries()) {
      const what = index === 0 ? 'outputs' : `state ${index - 1}`;
      expectClose(`${what} of sequence ${row}`, together[index] ?? [], expected, 1e-6);
    }
  }
}

/** Expects two pieces, the second from the state after the first, to give what one run over both gives. */
export async function expectCarriedState<Subject>(subject: Subject, run: Run<Subject>, whole: CellCase, firstSteps: number): Promise<void> {
  const [outputs, ...state] = asFunction(subject, run, whole)(Object.values(whole.inputs)) as [Tensor, ...Tensor[]];
  const steps = outputs.shape[1] as number;
  const first = await takeSteps(whole, 0, firstSteps);
  const [before, ...carried] = asFunction(subject, run, first)(Object.values(first.inputs)) as [Tensor, ...Tensor[]];
  let part = 0;
  const second = await takeSteps(whole, firstSteps, steps, () => carried[part++] as Tensor);
  const [after, ...final] = asFunction(subject, run, second)(Object.values(second.inputs)) as [Tensor, ...Tensor[]];
  const found = await readAll([concat([before, after], 1), ...final]);
  for (const [index, expected] of (await readAll([outputs, ...state])).entries()) {
    const what = index === 0 ? 'outputs of' : `state ${index - 1} after`;
    expectClose(`${what} both pieces`, found[index] ?? [], expected, 2e-6);
  }
}

/** One sequence of a case, without its padding. */
function takeSequence({ inputs, reverse }: CellCase, row: number, length: number): CellCase {
  const alone = mapTree(inputs, (tensor, path) => {
    if (path === 'inputs') return slice(tensor as Tensor3D, [row, 0, 0], [1, length, -1]);
    return path.startsWith('state/') ? slice(tensor, [row], [1]) : tensor;
  });
  return { inputs: alone, lengths: undefined, reverse };
}

/** The steps of a case from `start` up to `end`, from the given state if there is one. */
async function takeSteps({ inputs, lengths, reverse }: CellCase, start: number, end: number, nextState?: () => Tensor): Promise<CellCase> {
  const piece = mapTree(inputs, (tensor, path) => {
    if (path === 'inputs') return slice(tensor as Tensor3D, [0, start, 0], [-1, end - start, -1]);
    return path.startsWith('state/') && nextState ? nextState() : tensor;
  });
  const rest = lengths && [...(await lengths.data())].map((length) => Math.max(0, Math.min(length, end) - start));
  return { inputs: piece, lengths: rest && tensor1d(rest, 'int32'), reverse };
}
