import '@tensorflow/tfjs-backend-cpu';
import { getKernel, registerKernel } from '@tensorflow/tfjs-core';
import { LstmSequence } from '@tidegate/ops';
import { expect, it } from 'vitest';
import { registerGeneralKernels } from './general-kernels.js';

it("every op of TensorFlow.js is lent by the cpu backend, and no op of Tidegate's own", () => {
  registerKernel({ kernelName: LstmSequence, backendName: 'cpu', kernelFunc: () => [] });
  registerGeneralKernels('borrower');
  expect(getKernel('Add', 'borrower').kernelFunc).toBe(getKernel('Add', 'cpu').kernelFunc);
  expect(getKernel(LstmSequence, 'borrower')).toBeUndefined();
});
