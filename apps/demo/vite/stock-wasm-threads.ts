import type { Plugin } from 'vite';

const file = /tfjs-backend-wasm[\\/]wasm-out[\\/]tfjs-backend-wasm-threaded-simd\.js$/;
/** Where the program stands, which is known in scripts of a page only. */
const declaration = /var _scriptDir = [^\n]*\n\s*if \(typeof __filename [^\n]*\n/;

/**
 * Lets the stock WebAssembly backend start its threads in a minified site. It gives them the text of a function that asks, by `typeof`,
 * for a name that stands around it. Minified, that is a plain use of a name which the threads do not have; undeclared, it stays a question.
 */
export function stockWasmThreads(): Plugin {
  return {
    name: 'tidegate-stock-wasm-threads',
    transform(code, id) {
      if (!file.test(id.split('?')[0] as string)) return undefined;
      if (!declaration.test(code)) throw new Error(`${id} no longer declares _scriptDir as it did; see vite/stock-wasm-threads.ts`);
      return { code: code.replace(declaration, ''), map: null };
    },
  };
}
