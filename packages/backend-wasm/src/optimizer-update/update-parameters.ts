import type { TensorInfo } from '@tensorflow/tfjs-core';
import { decodeGroup, type UpdateAttributes } from '@tidegate/ops';
import type { KernelCall } from '../kernel.js';
import type { WasmTensors } from '../tensors/wasm-tensors.js';
import { parameterRows, touchedRowsOf } from './parameter-rows.js';
import type { PlacedParameter, UpdatedTensor } from './placed-parameter.js';
import { writeParameters } from './write-parameters.js';

type Tensors = Readonly<Record<string, TensorInfo>>;

/**
 * Runs an update kernel in one launch for all parameters, and gives its outputs: the new parameters, then the new state, role by role.
 *
 * Gradients that are held by their touched rows are taken so, and not made dense.
 *
 * @param launch runs the compiled update of this many parameters, which are laid out in its table
 */
export function updateParameters(
  { inputs, attributes, wasm }: KernelCall<Tensors, UpdateAttributes>,
  roles: readonly string[],
  launch: (count: number) => void,
): TensorInfo[] {
  const { l2, touchedRowsOnly, overwrite = false } = attributes;
  const parameters = decodeGroup(inputs, 'parameter');
  const gradients = decodeGroup(inputs, 'gradient');
  const update = updater(wasm, overwrite ? repeated(inputs) : undefined);
  const updated = [parameters, ...roles.map((role) => decodeGroup(inputs, role))].map((list) => list.map(update));
  const [newParameters = [], firstStates = [], secondStates = []] = updated;
  // One gradient may stand for several parameters: those that become dense do so before any is taken by its rows.
  gradients.forEach((gradient, index) => {
    if (!touchedRowsOf(wasm, parameters[index] as TensorInfo, gradient)) wasm.address(gradient);
  });
  const placed = gradients.map((gradient, index): PlacedParameter => {
    const rowsOnly = touchedRowsOnly?.[index] ?? false;
    const { rows, columns, touchedRows } = parameterRows(wasm, parameters[index] as TensorInfo, gradient, rowsOnly);
    return {
      parameter: newParameters[index] as UpdatedTensor,
      firstState: firstStates[index],
      secondState: secondStates[index],
      gradient: touchedRows ? touchedRows.address : wasm.address(gradient),
      touchedRows,
      l2: l2?.[index] ?? 0,
      touchedRowsOnly: rowsOnly,
      rows,
      columns,
    };
  });
  writeParameters(wasm, placed);
  launch(placed.length);
  return updated.flatMap((list) => list.map(({ output }) => output.info));
}

/**
 * Gives the place of the new values of a tensor: its own, if that is allowed and nobody else holds it, else a new one.
 *
 * @param taken what the launch takes in twice; undefined if nothing may be overwritten
 */
function updater(wasm: WasmTensors, taken: ReadonlySet<object> | undefined): (tensor: TensorInfo) => UpdatedTensor {
  return (tensor) => {
    const address = wasm.address(tensor);
    const inPlace = taken !== undefined && wasm.refCount(tensor.dataId) === 1 && !taken.has(tensor.dataId);
    return { address, output: inPlace ? { info: wasm.share(tensor), address } : wasm.allocate(tensor.shape) };
  };
}

/** The data that more than one input of a launch has. */
function repeated(inputs: Tensors): ReadonlySet<object> {
  const once = new Set<object>();
  const twice = new Set<object>();
  for (const { dataId } of Object.values(inputs)) (once.has(dataId) ? twice : once).add(dataId);
  return twice;
}
