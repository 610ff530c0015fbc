export { testBackend } from './backend/test-backend.js';
export { testCell } from './cell/test-cell.js';
export { differentiate, type TensorFunction, weightedBy, weightedSum } from './compare/differentiate.js';
export { expectClose } from './compare/expect-close.js';
export { expectNoLeak } from './compare/expect-no-leak.js';
export { expectSameFunction, type Tolerances } from './compare/expect-same-function.js';
export { expectTrueGradients } from './compare/expect-true-gradients.js';
export { normalTensor, sizeOf } from './compare/random-tensors.js';
export { testDataset } from './dataset/test-dataset.js';
