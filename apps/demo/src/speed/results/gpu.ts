import { signal } from '@preact/signals';

/** What the browser shows of a GPU: its name, `null` where it has none, undefined until that is known. */
export const gpu = signal<string | null | undefined>(undefined);

/** Asks the browser; a name may be empty, for some do not tell it. */
export async function askForGpu(): Promise<void> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) {
    gpu.value = null;
    return;
  }
  const { vendor, architecture, description } = adapter.info;
  gpu.value = description || [vendor, architecture].filter(Boolean).join(', ') || 'WebGPU';
}
