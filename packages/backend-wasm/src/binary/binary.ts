/** The vector instructions of a build: `relaxed` has fused multiplication and addition. */
export type Simd = 'simd' | 'relaxed';

/** The name of a build in `binaries`. */
export type BinaryName = Simd | `${Simd}-threads`;

export function binaryName(simd: Simd, threads: number): BinaryName {
  return threads > 1 ? `${simd}-threads` : simd;
}

/** The bytes of a build: fetched from the folder at `baseUrl`, or from this package itself. */
export async function loadBinary(name: BinaryName, baseUrl: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  return baseUrl === undefined ? decode(await embedded(name)) : download(new URL(`${name}.wasm`, absolute(baseUrl)));
}

/** The builds as text; each import stands by itself, so that a bundler sees it. */
async function embedded(name: BinaryName): Promise<string> {
  switch (name) {
    case 'simd':
      return (await import('#binaries/simd')).default;
    case 'relaxed':
      return (await import('#binaries/relaxed')).default;
    case 'simd-threads':
      return (await import('#binaries/simd-threads')).default;
    case 'relaxed-threads':
      return (await import('#binaries/relaxed-threads')).default;
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function download(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new Error(`createWasmBackend: ${url} cannot be fetched; ${remedy}`, { cause: error });
  });
  if (!response.ok) throw new Error(`createWasmBackend: ${url} answered ${response.status}; ${remedy}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Many servers answer with a page of theirs where there is no file.
  if (!magic.every((byte, index) => bytes[index] === byte)) throw new Error(`createWasmBackend: ${url} is not WebAssembly; ${remedy}`);
  return bytes;
}

const remedy = "binaryUrl must be the folder of this package's .wasm files";
/** What every binary begins with. */
const magic = [0x00, 0x61, 0x73, 0x6d];

/**
 * A folder as an address that file names can be appended to; in a page, it may be relative to the page.
 *
 * @throws Error if it is no address
 */
function absolute(baseUrl: string): URL {
  const page = (globalThis as { location?: { href: string } }).location?.href;
  const folder = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  try {
    return new URL(folder, page);
  } catch (error) {
    throw new Error(`createWasmBackend: binaryUrl must be an address, outside of pages with its protocol, but is "${baseUrl}"`, {
      cause: error,
    });
  }
}
