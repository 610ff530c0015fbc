import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { GpuError } from '../device/errors.js';
import type { Groups } from '../program/groups.js';
import { type CompiledProgram, compileProgram } from '../program/pipelines.js';
import { type Program, uniformBytes } from '../program/program.js';
import type { BufferPart } from './buffer-part.js';
import type { StockInternals } from './stock-internals.js';
import { WebgpuBuffers } from './webgpu-buffers.js';
import { withNavigator } from './with-navigator.js';

export type { BufferPart, Parts } from './buffer-part.js';

/** Dispatches that are recorded before they are handed to the GPU, so that it need not wait for all of them. */
const dispatchesPerSubmission = 16;

export interface DeviceUse {
  /** What computes behind the adapter. */
  readonly runsOn: 'gpu' | 'processor';
  /** Called when TensorFlow.js removes the backend. */
  readonly onEnd: () => void;
}

/** The stock WebGPU backend with what training needs beside: programs of several outputs, and failures of the device as errors that name what ran. */
export class WebgpuTensors extends WebgpuBuffers {
  readonly #compiled = new Map<string, CompiledProgram>();
  readonly #onEnd: () => void;
  #hasEnded = false;

  /**
   * What the programs are for, where two suit differently: a GPU hides behind thousands of invocations what a processor pays for one by one.
   * Tests set it, to have the programs for GPUs checked where there is none.
   */
  runsOn: 'gpu' | 'processor';

  static on(device: GPUDevice, info: GPUAdapterInfo, use: DeviceUse): WebgpuTensors {
    return withNavigator(() => new WebgpuTensors(device, info, use));
  }

  private constructor(device: GPUDevice, info: GPUAdapterInfo, { runsOn, onEnd }: DeviceUse) {
    super(device, info);
    this.runsOn = runsOn;
    this.#onEnd = onEnd;
  }

  /** Why nothing runs here any more, if so. */
  get failure(): GpuError | undefined {
    return this.health.failure;
  }

  /** Waits until the GPU has done what it was given. @throws GpuError if it has failed */
  async settle(): Promise<void> {
    this.flush();
    await this.queue.onSubmittedWorkDone();
    await this.health.verify();
  }

  /** A program's run: tensors or parts of buffers by the names of its bindings, and its uniforms. @throws GpuError if the device has failed */
  run(
    program: Program,
    given: Readonly<Record<string, TensorInfo | BufferPart>>,
    uniforms: Readonly<Record<string, number>>,
    groups: Groups,
  ): void {
    const [x, y = 1, z = 1] = groups;
    if (x === 0 || y === 0 || z === 0) return;
    const tensors = Object.values(given).flatMap((one) => ('dataId' in one ? [one] : one.owners));
    this.health.attempt({ name: program.name, inputs: tensors }, () => {
      const { pipeline, layout } = this.#compile(program);
      const resources = Object.keys(program.bindings).map((name) => this.place(given[name] as TensorInfo | BufferPart));
      const entries = [...resources, this.#uniforms(program, uniforms)].map((resource, binding) => ({ binding, resource }));
      const bindGroup = this.device.createBindGroup({ label: program.name, layout, entries });
      for (const { dataId } of tensors) this.commandQueueOwnedIds.add(dataId);
      this.ensureCommandEncoderReady();
      this.computePassEncoder ??= (this.commandEncoder as GPUCommandEncoder).beginComputePass();
      this.computePassEncoder.setPipeline(pipeline);
      this.computePassEncoder.setBindGroup(0, bindGroup);
      this.computePassEncoder.dispatchWorkgroups(x, y, z);
      this.dispatchCountInPass++;
    });
    if (this.dispatchCountInPass >= dispatchesPerSubmission) this.flush();
  }

  override runWebGPUProgram(...call: Parameters<StockInternals['runWebGPUProgram']>): TensorInfo {
    const [program, inputs] = call;
    const name = program.constructor.name.replace(/Program$/, '');
    return this.health.attempt({ name, inputs }, () => super.runWebGPUProgram(...call));
  }

  override shouldExecuteOnCPU(...call: Parameters<StockInternals['shouldExecuteOnCPU']>): boolean {
    this.health.assertWorks();
    return super.shouldExecuteOnCPU(...call);
  }

  override dispose(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.health.ignore();
    super.dispose();
    this.device.destroy();
    this.#onEnd();
  }

  #compile(program: Program): CompiledProgram {
    let compiled = this.#compiled.get(program.key);
    if (!compiled) {
      compiled = this.health.checked('validation', () => compileProgram(this.device, program));
      this.#compiled.set(program.key, compiled);
    }
    return compiled;
  }

  #uniforms(program: Program, values: Readonly<Record<string, number>>): BufferPart {
    const bytes = uniformBytes(program, values);
    const buffer = this.bufferManager.acquireBuffer(bytes.byteLength, GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM);
    this.queue.writeBuffer(buffer, 0, bytes);
    this.uniformPendingDisposal.push(buffer);
    return { buffer, offset: 0, size: bytes.byteLength, owners: [] };
  }
}
