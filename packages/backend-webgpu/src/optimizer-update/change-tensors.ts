import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { lineOf } from '../program/groups.js';
import type { Program } from '../program/program.js';
import { fitsOneBuffer, groupBySize } from '../tensors/group-by-size.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { placeVectors, vectorsPerDispatch } from '../vectors/places.js';
import { type ChangedElements, type ChangeLayout, type ChangeRule, changeProgram, elementsPerGroup } from './change-program.js';
import { type NewValues, newValuesApart, newValuesTogether } from './new-values.js';

/** What changes of one parameter, and by what. */
export interface ChangedParameter {
  /** Tensors of one shape, role by role. */
  readonly tensors: readonly TensorInfo[];
  /** The gradient, for example. */
  readonly given: TensorInfo;
  readonly coefficient: number;
  readonly touchedRowsOnly: boolean;
}

/** Programs of a rule, each made when it is first needed. */
export type ChangePrograms = (layout: ChangeLayout, elements: ChangedElements) => Program;

export function changePrograms(rule: ChangeRule): ChangePrograms {
  const made = new Map<string, Program>();
  return (layout, elements) => {
    const key = `${layout} ${elements}`;
    const program = made.get(key) ?? changeProgram(rule, layout, elements);
    made.set(key, program);
    return program;
  };
}

/**
 * Changes the tensors of parameters, up to seven in a dispatch, and gives the changed ones of each. They lie in one buffer from the first
 * time on, where they are changed in place from then on.
 *
 * @param mayTake whether the new values of a tensor may take the place of the old
 */
export function changeTensors(
  webgpu: WebgpuTensors,
  programs: ChangePrograms,
  parameters: readonly ChangedParameter[],
  uniforms: Readonly<Record<string, number>>,
  mayTake: (tensor: TensorInfo) => boolean,
): readonly (readonly TensorInfo[])[] {
  const outputs = new Map<ChangedParameter, readonly TensorInfo[]>();
  for (const elements of ['all', 'touchedRows'] as const) {
    const chosen = parameters.filter(({ touchedRowsOnly }) => touchedRowsOnly === (elements === 'touchedRows'));
    for (const group of groupBySize(webgpu, chosen, shapesOf, vectorsPerDispatch)) {
      const layout = fitsOneBuffer(webgpu, group.flatMap(shapesOf)) ? 'together' : 'apart';
      const place = layout === 'together' ? newValuesTogether : newValuesApart;
      const values = place(webgpu, group, mayTake);
      runGroup(webgpu, programs(layout, elements), group, values, uniforms);
      group.forEach((parameter, index) => {
        outputs.set(parameter, values.outputs[index] as readonly TensorInfo[]);
      });
    }
  }
  return parameters.map((parameter) => outputs.get(parameter) as readonly TensorInfo[]);
}

function runGroup(
  webgpu: WebgpuTensors,
  program: Program,
  group: readonly ChangedParameter[],
  { bindings, starts }: NewValues,
  uniforms: Readonly<Record<string, number>>,
): void {
  const bufferOf = ({ dataId }: TensorInfo): object | null | undefined => webgpu.tensorMap.get(dataId).resource;
  const changed = new Set(Object.values(bindings).map((bound) => ('buffer' in bound ? bound.buffer : bufferOf(bound))));
  const copies: TensorInfo[] = [];
  // What a program writes it must not read by another binding as well.
  const readable = (tensor: TensorInfo): TensorInfo => {
    const buffer = bufferOf(tensor);
    if (!buffer || !changed.has(buffer)) return tensor;
    const copy = webgpu.makeTensor(tensor.shape);
    webgpu.copy([{ from: tensor, to: copy }]);
    copies.push(copy);
    return copy;
  };
  const placed = placeVectors(
    group.map(({ given, coefficient, touchedRowsOnly }, index) => {
      const size = util.sizeFromShape(given.shape);
      const [rows = 0, columns = 0] = given.shape;
      const groups = touchedRowsOnly ? rows : Math.ceil(size / elementsPerGroup);
      return { given: readable(given), size, columns, coefficient, starts: starts[index] ?? [], groups };
    }),
  );
  webgpu.run(program, { ...placed.given, ...bindings }, { ...placed.uniforms, ...uniforms }, lineOf(placed.groups));
  for (const { dataId } of copies) webgpu.disposeData(dataId);
}

function shapesOf({ tensors }: ChangedParameter): readonly (readonly number[])[] {
  return tensors.map(({ shape }) => shape);
}
