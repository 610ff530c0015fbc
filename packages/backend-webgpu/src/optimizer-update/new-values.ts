import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BufferPart, Parts, WebgpuTensors } from '../tensors/webgpu-tensors.js';

/** Where a program changes tensors in place. */
export interface NewValues {
  /** What is written, by the names of the bindings. */
  readonly bindings: Readonly<Record<string, BufferPart | TensorInfo>>;
  /** For each parameter, where its tensors begin in what is bound, in elements; none if each is bound by itself. */
  readonly starts: readonly (readonly number[])[];
  /** For each parameter its changed tensors, role by role. */
  readonly outputs: readonly (readonly TensorInfo[])[];
}

interface Parameter {
  readonly tensors: readonly TensorInfo[];
}

/** All tensors of some parameters in one buffer: the one that they are parts of, if they may be overwritten, or else copies in a new one. */
export function newValuesTogether(
  webgpu: WebgpuTensors,
  parameters: readonly Parameter[],
  mayTake: (tensor: TensorInfo) => boolean,
): NewValues {
  const given = parameters.flatMap(({ tensors }) => tensors);
  const taken = given.every(mayTake) ? webgpu.partsOf(given) : undefined;
  const parts: Parts = taken ?? copiesOf(webgpu, given);
  const infos = taken ? given.map((tensor) => share(webgpu, tensor)) : parts.infos;
  return {
    bindings: { values: parts.whole },
    starts: perParameter(parameters, parts.starts),
    outputs: perParameter(parameters, infos),
  };
}

/** Every tensor of one parameter by itself: the given one, if it may be overwritten and shares its buffer with none, or else a copy. */
export function newValuesApart(
  webgpu: WebgpuTensors,
  parameters: readonly Parameter[],
  mayTake: (tensor: TensorInfo) => boolean,
): NewValues {
  const outputs = parameters.map(({ tensors }) =>
    tensors.map((tensor) =>
      mayTake(tensor) && !webgpu.tensorMap.get(tensor.dataId).part
        ? share(webgpu, tensor)
        : (copiesOf(webgpu, [tensor]).infos[0] as TensorInfo),
    ),
  );
  const bindings = outputs.flat().map((tensor, role): [string, TensorInfo] => [`values${role}`, tensor]);
  return { bindings: Object.fromEntries(bindings), starts: [], outputs };
}

function copiesOf(webgpu: WebgpuTensors, given: readonly TensorInfo[]): Parts {
  const parts = webgpu.makeParts(given.map(({ shape }) => shape));
  webgpu.copy(given.map((from, index) => ({ from, to: parts.infos[index] as TensorInfo })));
  return parts;
}

/** The same data under another reference; what the host knew of its values is no longer so. */
function share(webgpu: WebgpuTensors, { dataId, shape, dtype }: TensorInfo): TensorInfo {
  webgpu.uploadToGPU(dataId);
  webgpu.tensorMap.get(dataId).values = null;
  webgpu.incRef(dataId);
  return { dataId, shape, dtype };
}

function perParameter<Element>(parameters: readonly Parameter[], elements: readonly Element[]): readonly (readonly Element[])[] {
  let next = 0;
  return parameters.map(({ tensors }) => {
    next += tensors.length;
    return elements.slice(next - tensors.length, next);
  });
}
