import { keep } from '@tensorflow/tfjs-core';
import { flattenTree, type TensorTree } from '@tidegate/core';

/** Keeps tensors from the tidies around the training, if any. */
export function hold(tree: TensorTree): TensorTree {
  for (const [, tensor] of flattenTree(tree)) keep(tensor);
  return tree;
}

/** Frees what the next tree does not contain. */
export function release(tree: TensorTree, next: TensorTree = {}): void {
  const kept = new Set(flattenTree(next).map(([, tensor]) => tensor));
  for (const [, tensor] of flattenTree(tree)) {
    if (!kept.has(tensor)) tensor.dispose();
  }
}
