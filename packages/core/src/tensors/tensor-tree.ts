import type { Tensor } from '@tensorflow/tfjs-core';

/** Named tensors, possibly nested: the parameters or the state of a cell, a layer or a model. */
export type TensorTree = { readonly [name: string]: Tensor | TensorTree };

const separator = '/';

/** `{ cell: { bias } }` to `[['cell/bias', bias]]`, in the order of the properties. */
export function flattenTree(tree: TensorTree, prefix = ''): [path: string, tensor: Tensor][] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const path = prefix + name;
    return isTensor(value) ? [[path, value] satisfies [string, Tensor]] : flattenTree(value, path + separator);
  });
}

/** A tree of the same structure, each tensor replaced by what `change` makes of it. */
export function mapTree<Tree extends TensorTree>(tree: Tree, change: (tensor: Tensor, path: string) => Tensor, prefix = ''): Tree {
  const entries = Object.entries(tree).map(([name, value]) => {
    const path = prefix + name;
    return [name, isTensor(value) ? change(value, path) : mapTree(value, change, path + separator)];
  });
  return Object.fromEntries(entries) as Tree;
}

/** Combines the tensors that stand at the same place of two trees of one structure. */
export function zipTrees<Tree extends TensorTree>(first: Tree, second: Tree, combine: (first: Tensor, second: Tensor) => Tensor): Tree {
  const others = new Map(flattenTree(second));
  return mapTree(first, (tensor, path) => combine(tensor, others.get(path) as Tensor));
}

function isTensor(value: Tensor | TensorTree): value is Tensor {
  return 'dataId' in value;
}
