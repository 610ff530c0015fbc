import { parallel } from '../threads/parallel';
import { makeBanks, releaseBanks } from './banks';
import { biasesGradient } from './biases-gradient';
import { inputsGradient, pieceLimit } from './inputs-gradient';
import { makeKernelPanels } from './kernel-panels';
import { finishKernelsGradient, kernelsGradient, pointChunks } from './kernels-gradient';
import { bankAt, Problem, partsOf, roundUp } from './problem';

/** Chunks of work that there should be at least, for a few threads. */
const enoughChunks: i32 = 8;

/** The gradients of inputs, kernels and biases. */
export function pooledConvolutionsGradient(address: usize): void {
  const problem = changetype<Problem>(address);
  makeBanks(problem);
  makeKernelPanels(problem, true);
  problem.biasParts = heap.alloc((<usize>(problem.batch * problem.features + 1)) << 2);
  cutChannels(problem);
  for (let index = 0; index < problem.banks; index++) {
    const bank = bankAt(problem, index);
    bank.gradient = heap.alloc((<usize>(bank.filtering.points * problem.channels * bank.filters + 1)) << 2);
  }
  parallel(inputsGradient.index, address, problem.batch * problem.pieces);
  parallel(kernelsGradient.index, address, problem.banks * pointChunks * problem.pieces);
  parallel(finishKernelsGradient.index, address, problem.banks);
  biasesGradient(problem);
  heap.free(problem.biasParts);
  releaseBanks(problem);
}

/** Pieces of the channels: as few as scratch memory allows, but more where a small batch would leave threads without work. */
function cutChannels(problem: Problem): void {
  const wanted = max(partsOf(problem.channels, pieceLimit), partsOf(enoughChunks, max(1, problem.batch)));
  problem.pieceChannels = max(8, roundUp(partsOf(problem.channels, wanted), 8));
  problem.pieces = partsOf(problem.channels, problem.pieceChannels);
}
