import type { TensorInfo } from '@tensorflow/tfjs-core';
import { AddL2, type AddL2Attributes, decodeGroup } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { parameterRows } from '../optimizer-update/parameter-rows.js';
import type { PlacedParameter } from '../optimizer-update/placed-parameter.js';
import { writeParameters } from '../optimizer-update/write-parameters.js';
import type { WasmTensors } from '../tensors/wasm-tensors.js';

export const addL2Kernel = defineKernel<Record<string, unknown>, AddL2Attributes>(
  AddL2,
  ({ inputs, attributes: { l2, touchedRowsOnly }, wasm }) => {
    const parameters = decodeGroup(inputs, 'parameter');
    const penalized: PlacedParameter[] = [];
    const outputs = decodeGroup(inputs, 'gradient').map((gradient, index) => {
      const coefficient = l2[index] as number;
      if (coefficient === 0) return wasm.share(gradient);
      const placed = place(wasm, parameters[index] as TensorInfo, gradient, coefficient, touchedRowsOnly?.[index] ?? false);
      penalized.push(placed);
      return placed.parameter.output.info;
    });
    if (penalized.length === 0) return outputs;
    writeParameters(wasm, penalized);
    wasm.exports.addL2(penalized.length);
    return outputs;
  },
);

/** As the compiled kernel takes it: the gradient is what changes, the parameter stays. */
function place(wasm: WasmTensors, parameter: TensorInfo, gradient: TensorInfo, l2: number, touchedRowsOnly: boolean): PlacedParameter {
  const address = wasm.address(gradient);
  const unchanged = { info: parameter, address: wasm.address(parameter) };
  return {
    ...parameterRows(wasm, parameter, gradient, touchedRowsOnly),
    parameter: { address, output: wasm.allocate(gradient.shape) },
    firstState: { address: unchanged.address, output: unchanged },
    secondState: undefined,
    gradient: address,
    l2,
    touchedRowsOnly,
  };
}
