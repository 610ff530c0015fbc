import type { ExchangeFormat } from './exchange-format.js';
import { onnxFormat } from './onnx-format.js';
import { pytorchFormat } from './pytorch/pytorch-format.js';
import { safetensorsFormat } from './safetensors-format.js';

/** What models can be exported to. */
export const exchangeFormats: readonly ExchangeFormat[] = [onnxFormat, pytorchFormat, safetensorsFormat];
