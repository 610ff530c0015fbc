import { getKernel, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';

/** Puts a kernel in the place of a stock one, which it may call. */
export function wrapStockKernel(name: string, wrap: (stock: KernelConfig) => KernelConfig['kernelFunc']): void {
  const stock = getKernel(name, 'webgpu');
  unregisterKernel(name, 'webgpu');
  registerKernel({ ...stock, kernelFunc: wrap(stock) });
}
