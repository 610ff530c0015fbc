export { createWasmBackend, type WasmBackendAdapter, type WasmBackendOptions, wasmBackend } from './adapter.js';
export type { Simd } from './binary/binary.js';
