import '@tensorflow/tfjs-backend-cpu';
import { getKernel, registerKernel } from '@tensorflow/tfjs-core';
import { LstmSequence } from '@tidegate/ops';
import { expect, it } from 'vitest';
import { registerGeneralKernels } from './general-kernels.js';

it("an op of TensorFlow.js that is not compiled is lent by the cpu backend, and no op of Tidegate's own", () => {
  registerKernel({ kernelName: LstmSequence, backendName: 'cpu', kernelFunc: () => [] });
  registerGeneralKernels('borrower');
  expect(getKernel('Cos', 'borrower').kernelFunc).toBe(getKernel('Cos', 'cpu').kernelFunc);
  expect(getKernel(LstmSequence, 'borrower')).toBeUndefined();
});
