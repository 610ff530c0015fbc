import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import { type CrossEntropyAttributes, SoftmaxCrossEntropy, type SoftmaxCrossEntropyInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { sumWidth } from '../vectors/workgroup-sum.js';
import { lossScale, partialCount } from './loss-scale.js';
import { numbersOfRow, softmaxGradients, softmaxSums } from './softmax-programs.js';

/** Logits of a row that each invocation sees at least, where there are as many: more than that take more invocations. */
const logitsEach = 4;
/** Logits whose gradient a workgroup makes, unless there are very many. */
const logitsPerGroup = 8 * sumWidth;

/** The cross-entropy of all rows of logits, and its gradient. An id that was computed on the GPU and is no class adds no loss. */
export const softmaxCrossEntropyKernel = defineKernel<SoftmaxCrossEntropyInputs, CrossEntropyAttributes>(
  SoftmaxCrossEntropy,
  ({ inputs: { logits, classIds, weights, classWeights }, attributes: { reduction, labelSmoothing }, webgpu }) => {
    const classes = logits.shape.at(-1) as number;
    const rows = util.sizeFromShape(classIds.shape);
    assertClasses(webgpu, classIds, weights, classes);
    const team = 2 ** Math.floor(Math.log2(Math.min(sumWidth, Math.max(1, classes / logitsEach))));
    const count = partialCount(rows, sumWidth / team);
    const rowNumbers = webgpu.makeTensor([numbersOfRow * rows]);
    const partials = webgpu.makeTensor([2 * count]);
    const given = { logits, classIds, weights: weights ?? logits, classWeights: classWeights ?? logits, rowNumbers, partials };
    const uniforms = {
      rows,
      classes,
      weighted: Number(weights !== undefined),
      classWeighted: Number(classWeights !== undefined),
      kept: 1 - labelSmoothing,
      spread: labelSmoothing / classes,
    };
    webgpu.run(softmaxSums, given, { ...uniforms, team }, [count]);
    const [loss, gradient] = [webgpu.makeTensor([]), webgpu.makeTensor(logits.shape)];
    const scale = lossScale(reduction, rows, weights ?? classWeights);
    webgpu.run(softmaxGradients, { ...given, loss, gradient }, { ...uniforms, ...scale, partialCount: count }, [
      partialCount(rows * classes, logitsPerGroup),
    ]);
    for (const { dataId } of [rowNumbers, partials]) webgpu.disposeData(dataId);
    return [loss, gradient];
  },
);

/**
 * Looks at the ids that the host knows. Where it does not know the weights, an id that is no class may be one without weight.
 *
 * @throws ArgumentError if an id is no class and counts
 */
function assertClasses(webgpu: WebgpuTensors, classIds: TensorInfo, weights: TensorInfo | undefined, classes: number): void {
  const ids = webgpu.hostIntegers(classIds);
  const known = weights && webgpu.tensorMap.get(weights.dataId).values;
  if (!ids || (weights && !known)) return;
  const outside = ids.findIndex((id, row) => (id < 0 || id >= classes) && known?.[row] !== 0);
  if (outside < 0) return;
  const rule = `a class from 0 to ${classes - 1}, or its weight 0`;
  throw new ArgumentError('softmaxCrossEntropy', `classIds[${outside}]`, ids[outside], rule);
}
