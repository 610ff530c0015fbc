export { FormatError } from './errors/format-error.js';
export type { OnnxArray, OnnxArrays, OnnxDataType, OnnxNumericType } from './onnx/data-type.js';
export { decodeOnnx, decodeOnnxTensor } from './onnx/decode/decode-onnx.js';
export { encodeOnnx } from './onnx/encode/encode-onnx.js';
export type {
  OnnxAttribute,
  OnnxDimension,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxNumericTensor,
  OnnxOperatorSet,
  OnnxStringTensor,
  OnnxTensor,
  OnnxType,
  OnnxValue,
} from './onnx/onnx.js';
export { readOnnxRecurrent } from './onnx/recurrent/read-recurrent.js';
export type { OnnxGate, OnnxRecurrent, OnnxRecurrentDirection, OnnxRecurrentOperator } from './onnx/recurrent/recurrent.js';
export { writeOnnxRecurrent } from './onnx/recurrent/write-recurrent.js';
export type { SafetensorsArray, SafetensorsType } from './safetensors/data-type.js';
export { decodeSafetensors } from './safetensors/decode.js';
export { encodeSafetensors } from './safetensors/encode.js';
export { type FloatArray, readFloats, writeFloats } from './safetensors/floats.js';
export type { Safetensors, SafetensorsTensor } from './safetensors/safetensors.js';
export { type DecodeTensorboardOptions, decodeTensorboardEvents, type TensorboardLog } from './tensorboard/decode.js';
export { encodeTensorboardEvent, encodeTensorboardSession, encodeTensorboardStart } from './tensorboard/encode.js';
export type { HistogramSummary, ScalarSummary, TensorboardEvent, TensorboardSummary } from './tensorboard/event.js';
export { type TensorboardFileOrigin, tensorboardFileName } from './tensorboard/file-name.js';
export { type HistogramBucket, histogramBuckets } from './tensorboard/histogram-buckets.js';
export { decodeTrainingState } from './training-state/decode.js';
export { encodeTrainingState } from './training-state/encode.js';
export type { StateTensor, StateTensors, TrainingState } from './training-state/training-state.js';
