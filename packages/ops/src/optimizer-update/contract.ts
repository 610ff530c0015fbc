/** What all update kernels are told beside what is their own. */
export type UpdateAttributes = {
  /** An L2 penalty for each parameter: before anything else, its gradient becomes `g + l2 p`. None if absent. */
  readonly l2?: number[];
  /**
   * For each parameter, which is then a matrix: rows whose gradient, before the penalty, is zero everywhere keep their value and their
   * moments, as in PyTorch's `SparseAdam` and TensorFlow's lazy Adam. Those go by the rows that a batch looked up; a row that was looked
   * up but got a gradient of exactly zero counts as untouched here. False for all if absent.
   */
  readonly touchedRowsOnly?: boolean[];
  /**
   * Whether the new values may take the place of the old: a kernel may write into the memory of a parameter or of an optimizer's state if
   * nobody else holds it, and return a tensor of the same data after `incRef`. Nobody else holds it if its reference count is 1, it is no
   * other input of the launch, and the backend copies the values that it takes in and gives out. A kernel may do so for some tensors and
   * not for others. Whoever sets this reads the old tensors no more. False if absent.
   */
  readonly overwrite?: boolean;
};
