export { exportOnnx } from './export-onnx.js';
export { type ImportedModel, importOnnx } from './import-onnx.js';
export type { OnnxDetails } from './metadata/metadata.js';
export { type ImportedRecurrent, type ImportRecurrentOptions, importOnnxRecurrent } from './recurrent/import-onnx-recurrent.js';
