import { createWasmBackend } from '@tidegate/backend-wasm';
import { createWebgpuBackend } from '@tidegate/backend-webgpu';
import { useBackend } from '@tidegate/core';

/**
 * Starts the backend for which there are options.
 *
 * @param {{
 *   wasm?: import('@tidegate/backend-wasm').WasmBackendOptions,
 *   webgpu?: import('@tidegate/backend-webgpu').WebgpuBackendOptions,
 * }} options
 * @returns what the backend says of itself
 */
export async function startBackend({ wasm, webgpu }) {
  const backend = webgpu ? createWebgpuBackend(webgpu) : createWasmBackend(wasm);
  await useBackend([backend]);
  return backend.details();
}
