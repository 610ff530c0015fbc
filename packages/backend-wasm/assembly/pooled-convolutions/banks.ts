import { makeFiltering, releaseFiltering } from './filtering';
import { Bank, bankAt, bankFilters, convolutionAt, Problem, partsOf } from './problem';

/** Cuts the convolutions of a problem into banks. */
export function makeBanks(problem: Problem): void {
  let count = 0;
  for (let index = 0; index < problem.convolutions; index++) count += partsOf(convolutionAt(problem, index).filters, bankFilters);
  problem.banks = count;
  problem.bank = heap.alloc(<usize>count * offsetof<Bank>() + 4);
  let next = 0;
  let feature = 0;
  for (let index = 0; index < problem.convolutions; index++) {
    const convolution = convolutionAt(problem, index);
    for (let filter = 0; filter < convolution.filters; filter += bankFilters) {
      const bank = bankAt(problem, next++);
      bank.convolution = convolution;
      bank.filtering = makeFiltering(convolution.width);
      bank.firstFilter = filter;
      bank.feature = feature + filter;
      bank.filters = min(bankFilters, convolution.filters - filter);
      bank.panels = 0;
      bank.panelBytes = 0;
      bank.gradient = 0;
    }
    feature += convolution.filters;
  }
}

export function releaseBanks(problem: Problem): void {
  for (let index = 0; index < problem.banks; index++) {
    const bank = bankAt(problem, index);
    releaseFiltering(bank.filtering);
    if (bank.panels != 0) heap.free(bank.panels);
    if (bank.gradient != 0) heap.free(bank.gradient);
  }
  heap.free(problem.bank);
}
