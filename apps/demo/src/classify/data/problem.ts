/** Why data or a training will not do, in a form that the page has words for. Plain, so that a worker can send it. */
export type Problem =
  /** What a reader of files says: the file, the line, what is wrong, and what to do. */
  | { readonly kind: 'file'; readonly message: string }
  | { readonly kind: 'oneColumn'; readonly column: string }
  | { readonly kind: 'oneClass'; readonly name: string }
  | { readonly kind: 'noLabels'; readonly column: string }
  | { readonly kind: 'manyClasses'; readonly count: number; readonly most: number }
  | { readonly kind: 'severalLabels'; readonly line: number }
  | { readonly kind: 'notFinite'; readonly step: number };

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.kind, options);
    this.problem = problem;
  }
}
