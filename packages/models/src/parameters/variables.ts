import { type Tensor, type Variable, variable } from '@tensorflow/tfjs-core';
import { flattenTree, mapTree, type TensorTree } from '@tidegate/core';

/** Parameters that training can change, as the tree that cells take and as a list of path names. */
export interface Variables<Tree extends TensorTree> {
  readonly tree: Tree;
  readonly byPath: Readonly<Record<string, Variable>>;
}

/** Makes a variable of each tensor, which it disposes. */
export function createVariables<Tree extends TensorTree>(initial: Tree): Variables<Tree> {
  const tree = mapTree(initial, (tensor) => {
    const made = variable(tensor);
    tensor.dispose();
    return made as Tensor;
  });
  return { tree, byPath: Object.fromEntries(flattenTree(tree)) as Record<string, Variable> };
}
