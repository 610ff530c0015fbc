import { Bank, bankRow, convolutionAt, Problem } from './problem';

/** Starts the sum over the windows of one sequence. */
export function clearBiasPart(problem: Problem, bank: Bank, sequence: i32): void {
  memory.fill(partOf(problem, bank, sequence), 0, (<usize>bank.filters) << 2);
}

/** Adds what arrives at some windows of one sequence, `[rows, filters]`. */
export function addBiasPart(problem: Problem, bank: Bank, sequence: i32, arriving: usize, rows: i32): void {
  let part = partOf(problem, bank, sequence);
  let filter = 0;
  for (; filter + 4 <= bank.filters; filter += 4) {
    let sum = v128.load(part);
    let from = arriving + ((<usize>filter) << 2);
    for (let row = 0; row < rows; row++) {
      sum = f32x4.add(sum, v128.load(from));
      from += bankRow;
    }
    v128.store(part, sum);
    part += 16;
  }
  for (; filter < bank.filters; filter++) {
    const from = arriving + ((<usize>filter) << 2);
    for (let row = 0; row < rows; row++) store<f32>(part, load<f32>(part) + load<f32>(from + <usize>row * bankRow));
    part += 4;
  }
}

/** The gradients of all biases: the sums of all sequences, in their order. */
export function biasesGradient(problem: Problem): void {
  let feature = 0;
  for (let index = 0; index < problem.convolutions; index++) {
    const convolution = convolutionAt(problem, index);
    for (let filter = 0; filter < convolution.filters; filter++) {
      let sum: f32 = 0;
      for (let sequence = 0; sequence < problem.batch; sequence++) {
        sum += load<f32>(problem.biasParts + ((<usize>(sequence * problem.features + feature)) << 2));
      }
      store<f32>(convolution.biasGradient + ((<usize>filter) << 2), sum);
      feature++;
    }
  }
}

function partOf(problem: Problem, bank: Bank, sequence: i32): usize {
  return problem.biasParts + ((<usize>(sequence * problem.features + bank.feature)) << 2);
}
