import type { TensorInfo } from '@tensorflow/tfjs-core';
import { AddL2, type AddL2Attributes, decodeGroup } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { changePrograms, changeTensors } from '../optimizer-update/change-tensors.js';

const programs = changePrograms({
  name: AddL2,
  roles: 1,
  touchedBy: 'changing',
  uniforms: {},
  change: '  return vec3f(old.x + coefficient * given, 0.0, 0.0);',
});

/** Copies of the gradients are what changes here, by the parameters. */
export const addL2Kernel = defineKernel<Record<string, unknown>, AddL2Attributes>(
  AddL2,
  ({ inputs, attributes: { l2, touchedRowsOnly }, webgpu }) => {
    const parameters = decodeGroup(inputs, 'parameter');
    const gradients = decodeGroup(inputs, 'gradient');
    const penalized = gradients.flatMap((gradient, index) => (l2[index] === 0 ? [] : [{ gradient, index }]));
    const changes = penalized.map(({ gradient, index }) => ({
      tensors: [gradient],
      given: parameters[index] as TensorInfo,
      coefficient: l2[index] as number,
      touchedRowsOnly: touchedRowsOnly?.[index] ?? false,
    }));
    const changed = changeTensors(webgpu, programs, changes, {}, () => false);
    const results = new Map(penalized.map(({ index }, place) => [index, changed[place]?.[0] as TensorInfo]));
    return gradients.map((gradient, index) => {
      const result = results.get(index);
      if (result) return result;
      webgpu.incRef(gradient.dataId);
      const { dataId, shape, dtype } = gradient;
      return { dataId, shape, dtype };
    });
  },
);
