import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Plugin } from 'vite';

const drawing = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

/** Pictures of the site as systems want them that do not take drawings: a file, its size in pixels, the drawing that it is made of. */
const icons = [
  { fileName: 'icon-192.png', size: 192, path: '../public/icon.svg' },
  { fileName: 'icon-512.png', size: 512, path: '../public/icon.svg' },
  // Systems cut these into shapes of their own.
  { fileName: 'icon-maskable-512.png', size: 512, path: '../icons/maskable.svg' },
  { fileName: 'apple-touch-icon.png', size: 180, path: '../icons/maskable.svg' },
] as const;

let ready: Promise<void> | undefined;

/** Draws the icons of the web manifest from the drawings in the repository. */
export function siteIcons(): Plugin {
  return {
    name: 'tidegate-icons',
    apply: 'build',
    async generateBundle() {
      ready ??= initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
      await ready;
      for (const { fileName, size, path } of icons) {
        const picture = new Resvg(drawing(path), { fitTo: { mode: 'width', value: size } }).render().asPng();
        this.emitFile({ type: 'asset', fileName, source: picture });
      }
    },
  };
}
