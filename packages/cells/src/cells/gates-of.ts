import type { Cell, TensorTree } from '@tidegate/core';

/** The `gates` of a cell that has them: its `step` is read from what this gives. */
export type GatesOf<Params extends TensorTree, State extends TensorTree, Gate extends string> = NonNullable<
  Cell<Params, State, Gate>['gates']
>;
