export { FormatError } from './errors/format-error.js';
export type { SafetensorsArray, SafetensorsType } from './safetensors/data-type.js';
export { decodeSafetensors } from './safetensors/decode.js';
export { encodeSafetensors } from './safetensors/encode.js';
export { type FloatArray, readFloats, writeFloats } from './safetensors/floats.js';
export type { Safetensors, SafetensorsTensor } from './safetensors/safetensors.js';
export { decodeTrainingState } from './training-state/decode.js';
export { encodeTrainingState } from './training-state/encode.js';
export type { StateTensor, StateTensors, TrainingState } from './training-state/training-state.js';
