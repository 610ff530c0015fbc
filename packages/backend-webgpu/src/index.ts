export { createWebgpuBackend, type WebgpuBackendAdapter, type WebgpuBackendOptions, type WebgpuDetails, webgpuBackend } from './adapter.js';
export { DeviceLostError, GpuError } from './device/errors.js';
