import { type Program, shaderOf } from './program.js';

export interface CompiledProgram {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** Compiles a program; what is wrong with it is an error of the device, which whoever calls asks for. */
export function compileProgram(device: GPUDevice, program: Program): CompiledProgram {
  const { name: label, bindings } = program;
  const kinds: GPUBufferBindingType[] = Object.values(bindings).map((type) =>
    type.startsWith('writes') ? 'storage' : 'read-only-storage',
  );
  const layout = device.createBindGroupLayout({
    label,
    entries: [...kinds, 'uniform' as const].map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
  });
  const module = device.createShaderModule({ label, code: shaderOf(program) });
  const pipeline = device.createComputePipeline({
    label,
    layout: device.createPipelineLayout({ label, bindGroupLayouts: [layout] }),
    compute: { module, entryPoint: 'main' },
  });
  return { pipeline, layout };
}
