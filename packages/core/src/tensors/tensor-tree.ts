import type { Tensor } from '@tensorflow/tfjs-core';
import { TidegateError } from '../errors/tidegate-error.js';

/** Named tensors, possibly nested: the parameters or the state of a cell, a layer or a model. */
export type TensorTree = { readonly [name: string]: Tensor | TensorTree };

const separator = '/';

/** `{ cell: { bias } }` to `[['cell/bias', bias]]`, in the order of the properties. */
export function flattenTree(tree: TensorTree, prefix = ''): [path: string, tensor: Tensor][] {
  const leaves: [string, Tensor][] = [];
  collectLeaves(tree, prefix, leaves);
  return leaves;
}

function collectLeaves(tree: TensorTree, prefix: string, leaves: [string, Tensor][]): void {
  for (const name of Object.keys(tree)) {
    const value = tree[name] as Tensor | TensorTree;
    if (isTensor(value)) leaves.push([prefix + name, value]);
    else collectLeaves(value, prefix + name + separator, leaves);
  }
}

/** A tree of the same structure, each tensor replaced by what `change` makes of it. */
export function mapTree<Tree extends TensorTree>(tree: Tree, change: (tensor: Tensor, path: string) => Tensor, prefix = ''): Tree {
  const entries = Object.entries(tree).map(([name, value]) => {
    const path = prefix + name;
    return [name, isTensor(value) ? change(value, path) : mapTree(value, change, path + separator)];
  });
  return Object.fromEntries(entries) as Tree;
}

/**
 * Combines the tensors that stand at the same place of two trees of one structure.
 *
 * @throws TidegateError if a place of one tree has no tensor in the other
 */
export function zipTrees<Tree extends TensorTree>(first: Tree, second: Tree, combine: (first: Tensor, second: Tensor) => Tensor): Tree {
  const others = new Map(flattenTree(second));
  const zipped = mapTree(first, (tensor, path) => {
    const other = others.get(path);
    if (!other) throw unmatched(path, 'first');
    others.delete(path);
    return combine(tensor, other);
  });
  for (const path of others.keys()) throw unmatched(path, 'second');
  return zipped;
}

function unmatched(path: string, tree: string): TidegateError {
  return new TidegateError(`zipTrees: both trees must have the same names, but "${path}" is in the ${tree} tree only`);
}

function isTensor(value: Tensor | TensorTree): value is Tensor {
  return 'dataId' in value;
}
