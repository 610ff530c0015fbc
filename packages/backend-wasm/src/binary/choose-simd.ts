import { builtin } from '../host/builtin.js';
import { type BinaryName, binaryName, loadBinary, type Simd } from './binary.js';

export interface ChosenBinary {
  readonly simd: Simd;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface BinaryChoice {
  readonly threads: number;
  /** The build to take; default: the best that this engine accepts. */
  readonly simd?: Simd | undefined;
  readonly binaryUrl?: string | undefined;
}

/**
 * The best build that this engine accepts.
 *
 * @throws Error if it accepts none, or not the one that was asked for
 */
export async function chooseBinary({ threads, simd, binaryUrl }: BinaryChoice): Promise<ChosenBinary> {
  const candidates: readonly Simd[] = simd === undefined ? ['relaxed', 'simd'] : [simd];
  for (const candidate of candidates) {
    const name: BinaryName = binaryName(candidate, threads);
    const bytes = await loadBinary(name, binaryUrl);
    if (WebAssembly.validate(bytes) || (candidate === 'relaxed' && allowRelaxedSimd() && WebAssembly.validate(bytes))) {
      return { simd: candidate, bytes };
    }
  }
  throw new Error(
    simd === 'relaxed'
      ? 'this JavaScript engine has no relaxed SIMD for WebAssembly; leave the option simd away, or use Node 20, Chrome 114, Firefox 145 or newer'
      : 'this JavaScript engine has no SIMD for WebAssembly; use Node 20.19, Chrome 110, Firefox 115, Safari 16.4 or newer, or the cpu backend',
  );
}

/**
 * Node 20 has relaxed SIMD complete but switched off: Chrome shipped it one version of V8 later. The switch can be set while running, as long
 * as no module that needs it was compiled.
 */
function allowRelaxedSimd(): boolean {
  const v8 = builtin('node:v8');
  if (!v8 || !process.versions.v8.startsWith('11.3.')) return false;
  v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
  return true;
}
