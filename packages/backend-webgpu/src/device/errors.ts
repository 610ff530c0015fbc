import { TidegateError } from '@tidegate/core';

/** The GPU could not do what it was asked for: a program that does not compile, memory that it has not, a command that is not valid. */
export class GpuError extends TidegateError {}

/** The GPU went away, with all tensors on it: a driver was reset, the device was destroyed, a laptop changed its GPU. */
export class DeviceLostError extends GpuError {}

/** @param at what ran, in words */
export function deviceLost(reason: string, message: string, at: string): DeviceLostError {
  const why = [reason, message].filter((part) => part !== '' && part !== 'unknown').join(': ') || 'for an unknown reason';
  return new DeviceLostError(
    `webgpu: the GPU device was lost (${why})${at === '' ? '' : ` at ${at}`}, and all tensors on it with it; start the backend again with useBackend and go on from what was saved`,
  );
}

/** @param at what ran, in words */
export function failedOnGpu(message: string, at: string): GpuError {
  return new GpuError(`webgpu: ${at === '' ? 'an operation' : at} failed: ${message.trim()}; start the backend again with useBackend`);
}
