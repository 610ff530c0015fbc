import { grad, type Scalar, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { loadLosses, type RecordedLoss, type RecordedTensor } from '@tidegate/fixtures';
import {
  type CrossEntropyOptions,
  composedSigmoidCrossEntropy,
  composedSoftmaxCrossEntropy,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from '@tidegate/ops';
import { describe, it } from 'vitest';
import { expectClose } from '../compare/expect-close.js';
import { read } from '../compare/read.js';

type CrossEntropy = (logits: Tensor, targets: Tensor, options: CrossEntropyOptions) => Scalar;

const forms: Readonly<Record<RecordedLoss['loss'], readonly CrossEntropy[]>> = {
  softmaxCrossEntropy: [softmaxCrossEntropy, composedSoftmaxCrossEntropy],
  sigmoidCrossEntropy: [sigmoidCrossEntropy, composedSigmoidCrossEntropy],
};

/** The cross-entropies give the values and gradients that PyTorch gives, with smoothed labels and with weights of the classes. */
export function testRecordedLosses(): void {
  const fixture = loadLosses();
  const toTensor = ({ shape, values }: RecordedTensor, dtype: 'float32' | 'int32' = 'float32'): Tensor =>
    tensor([...values], [...shape], dtype);

  describe.each(fixture.cases)(
    'PyTorch: $loss, smoothing $labelSmoothing, class weights $classWeights, $reduction',
    ({ loss, labelSmoothing, classWeights, reduction, value, gradient }) => {
      it.each(['fused', 'composed'] as const)('value and gradient agree, %s', async (form) => {
        const chosen = forms[loss][form === 'fused' ? 0 : 1] as CrossEntropy;
        const targets = loss === 'softmaxCrossEntropy' ? toTensor(fixture.classIds, 'int32') : toTensor(fixture.targets);
        const options = { labelSmoothing, reduction, ...(classWeights && { classWeights: toTensor(fixture.classWeights) }) };
        const logits = toTensor(fixture.logits);
        const run = (x: Tensor): Scalar => chosen(x, targets, options as CrossEntropyOptions);
        expectClose('value', await read(run(logits)), [value], 2e-6);
        expectClose('gradient', await read(grad(run)(logits)), gradient, 2e-6, 0);
      });
    },
  );
}
