import { dispose, type Tensor, type Tensor1D, type Tensor3D, tensor1d } from '@tensorflow/tfjs-core';
import { scan } from '@tidegate/cells';
import { type Cell, flattenTree, mapTree, type Random, type ScanOptions, type ScanResult, type TensorTree } from '@tidegate/core';
import type { TensorFunction } from '../compare/differentiate.js';
import { normalTensor } from '../compare/random-tensors.js';

/** What has parameters and a state: a cell, or a layer. */
type Recurrence = Pick<Cell, 'inputSize' | 'createParams' | 'createState'>;
type Run<Subject> = (subject: Subject, params: TensorTree, inputs: Tensor3D, options: ScanOptions) => ScanResult;

/** Everything that the run of a cell or a layer over a batch depends on, each tensor under its path. */
export interface CellCase {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly lengths: Tensor1D | undefined;
  readonly reverse: boolean;
}

export interface CellCaseOptions {
  readonly batch: number;
  readonly time: number;
  readonly lengths?: readonly number[];
  readonly reverse?: boolean;
  /** Whether an initial state is given; true by default. */
  readonly withState?: boolean;
  /** Of the parameters and the initial state; 0.5 by default. */
  readonly deviation?: number;
}

/** Random inputs, parameters (biases too) and initial state. */
export function cellCase(
  recurrence: Recurrence,
  { batch, time, lengths, reverse = false, withState = true, deviation = 0.5 }: CellCaseOptions,
  random: Random,
): CellCase {
  const noise = (path: string, tensor: Tensor): Tensor => {
    dispose(tensor);
    return normalTensor(random.split(path), tensor.shape, deviation);
  };
  const params = mapTree(recurrence.createParams(random.split('params')), (tensor, path) => noise(`params/${path}`, tensor));
  const state = withState ? mapTree(recurrence.createState(batch), (tensor, path) => noise(`state/${path}`, tensor)) : {};
  return {
    inputs: {
      inputs: normalTensor(random.split('inputs'), [batch, time, recurrence.inputSize]),
      ...Object.fromEntries(flattenTree({ params, state })),
    },
    lengths: lengths && tensor1d([...lengths], 'int32'),
    reverse,
  };
}

/** The run of a cell or a layer as a function of its tensors: the outputs, then each part of the final state. */
export function asFunction<Subject>(subject: Subject, run: Run<Subject>, { inputs: named, lengths, reverse }: CellCase): TensorFunction {
  const paths = Object.keys(named);
  return (tensors) => {
    const [inputs] = tensors as [Tensor3D];
    const params = subtree('params/', paths, tensors);
    const state = subtree('state/', paths, tensors);
    const given = Object.keys(state).length > 0 ? { state } : {};
    const result = run(subject, params, inputs, { ...given, reverse, ...(lengths && { lengths }) });
    return [result.outputs, ...flattenTree(result.state).map(([, tensor]) => tensor)];
  };
}

/** The scan of a cell as if it had no sequence op. */
export const scanBySteps: typeof scan = ({ sequence: _, ...cell }, params, inputs, options) => scan(cell, params, inputs, options);

type Nested = { [name: string]: Tensor | Nested };

/** The tensors whose path begins with a prefix, as the tree that they were flattened from. */
function subtree(prefix: string, paths: readonly string[], tensors: readonly Tensor[]): TensorTree {
  const root: Nested = {};
  paths.forEach((path, index) => {
    if (!path.startsWith(prefix)) return;
    const names = path.slice(prefix.length).split('/');
    const last = names.pop() as string;
    let branch = root;
    for (const name of names) {
      branch[name] ??= {};
      branch = branch[name] as Nested;
    }
    branch[last] = tensors[index] as Tensor;
  });
  return root;
}
