/** What `navigator.gpu` is in a browser, and what Dawn gives in Node. */
export type FoundGpu = { readonly gpu: GPU } | { readonly reason: string };

let found: Promise<FoundGpu> | undefined;

/** The entry to WebGPU on this machine: that of the browser, or in Node that of the package `webgpu`, which is loaded now. */
export function findGpu(): Promise<FoundGpu> {
  found ??= look();
  return found;
}

async function look(): Promise<FoundGpu> {
  const { navigator } = globalThis as { navigator?: Navigator };
  if (navigator?.gpu) return { gpu: navigator.gpu };
  if (!isNode()) return { reason: insecure() ? 'WebGPU needs a page from https or localhost' : 'this browser has no WebGPU' };
  return fromDawn();
}

function isNode(): boolean {
  return typeof process === 'object' && process.versions?.node !== undefined;
}

function insecure(): boolean {
  return (globalThis as { isSecureContext?: boolean }).isSecureContext === false;
}

/** A name that bundlers do not see, so that they neither follow it nor fail without it. */
const dawn = 'webgpu';

async function fromDawn(): Promise<FoundGpu> {
  try {
    const { create, globals } = (await import(/* @vite-ignore */ dawn)) as typeof import('webgpu');
    // Classes and constants by the names that every browser has them under.
    for (const [name, value] of Object.entries(globals)) {
      if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
    return { gpu: create([]) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND') return { reason: 'the package webgpu is not installed (npm install webgpu)' };
    return { reason: `the package webgpu cannot run here: ${message}` };
  }
}
