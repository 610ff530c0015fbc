import { Tensor, tensor, util, type Variable } from '@tensorflow/tfjs-core';
import { ArgumentError, mapTree, type TensorTree } from '@tidegate/core';
import type { StoredTensor, StoredTensors } from './training-snapshot.js';

/**
 * Gives variables the stored values.
 *
 * @throws ArgumentError if a name or a shape does not fit; then no variable is changed
 */
export function restoreVariables(
  caller: string,
  argument: string,
  variables: Readonly<Record<string, Variable>>,
  stored: StoredTensors,
): void {
  assertFits(caller, argument, Object.entries(variables), stored);
  for (const [name, variable] of Object.entries(variables)) variable.assign(tensorOf(stored[name] as StoredTensor));
}

/**
 * A tree of the structure of another, with the stored values; for the caller to dispose, as the other one is.
 *
 * @throws ArgumentError if a path or a shape does not fit
 */
export function restoreTree(caller: string, argument: string, like: TensorTree, stored: StoredTensors): TensorTree {
  const leaves: [string, Tensor][] = [];
  mapTree(like, (leaf, path) => {
    leaves.push([path, leaf]);
    return leaf;
  });
  assertFits(caller, argument, leaves, stored);
  return mapTree(like, (_, path) => tensorOf(stored[path] as StoredTensor));
}

/**
 * The tree that paths such as `first/h` tell of.
 *
 * @throws ArgumentError if a path goes on below a tensor
 */
export function treeOf(argument: string, stored: StoredTensors): TensorTree {
  const tree = emptyBranch();
  for (const [path, value] of Object.entries(stored)) {
    const names = path.split('/');
    const last = names.pop() as string;
    const branch = branchAt(tree, names);
    if (!branch || last in branch) throw new ArgumentError('train', argument, path, 'tensors of which none has its path below another');
    branch[last] = tensorOf(value);
  }
  return tree;
}

type Branch = { [name: string]: Tensor | Branch };

/** Without a prototype, which a path could change. */
function emptyBranch(): Branch {
  return Object.create(null);
}

function branchAt(tree: Branch, names: readonly string[]): Branch | undefined {
  let branch = tree;
  for (const name of names) {
    branch[name] ??= emptyBranch();
    const next = branch[name];
    if (next instanceof Tensor) return undefined;
    branch = next;
  }
  return branch;
}

function tensorOf({ data, shape, dtype }: StoredTensor): Tensor {
  return tensor(data.slice(), [...shape], dtype);
}

function assertFits(caller: string, argument: string, wanted: readonly (readonly [string, Tensor])[], stored: StoredTensors): void {
  for (const [name, { shape, size }] of wanted) {
    const found = stored[name];
    if (!found) throw new ArgumentError(caller, argument, Object.keys(stored), `tensors of this training, with ${name}`);
    if (!util.arraysEqual(shape, [...found.shape])) {
      throw new ArgumentError(caller, `${argument}.${name}`, found.shape, `of shape [${shape.join(', ')}], as in this training`);
    }
    if (found.data.length !== size) {
      throw new ArgumentError(caller, `${argument}.${name}.data.length`, found.data.length, `${size}, as the shape says`);
    }
  }
  const names = new Set(wanted.map(([name]) => name));
  const unknown = Object.keys(stored).find((name) => !names.has(name));
  if (unknown !== undefined) throw new ArgumentError(caller, argument, unknown, 'tensors that this training has');
}
