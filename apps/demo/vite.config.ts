import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { commonHead } from './vite/common-head.js';
import { siteIcons } from './vite/icons.js';
import { pagesIn } from './vite/pages.js';
import { serviceWorker } from './vite/service-worker.js';
import { stockWasmThreads } from './vite/stock-wasm-threads.js';
import { defineVersion } from './vite/version.js';

const root = fileURLToPath(new URL('src', import.meta.url));

/** With these a page may share memory among threads; a host that does not send them serves the site as well, with one thread. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  root,
  // Relative, so that the site works in any folder of a host.
  base: './',
  publicDir: '../public',
  resolve: { conditions: ['@tidegate/source', ...defaultClientConditions] },
  define: defineVersion(),
  server: { headers: isolation },
  preview: { headers: isolation },
  // Found one by one, each would load the page anew when a worker first asks for it.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      '@tidegate/bench-cases > @tensorflow/tfjs-layers',
    ],
  },
  worker: { format: 'es', plugins: () => [stockWasmThreads()] },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: { input: pagesIn(root) },
  },
  plugins: [commonHead(), siteIcons(), serviceWorker()],
});
