import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const source = fileURLToPath(new URL('../src/offline/service-worker.ts', import.meta.url));
const fileName = 'service-worker.js';

/** A file of the site; its revision is `null` where the address has a part that changes with the content. */
interface SiteFile {
  readonly url: string;
  readonly revision: string | null;
}

/** Keeps the built site on the visitor's machine: adds a service worker that knows each of its files. */
export function serviceWorker(): Plugin {
  return {
    name: 'tidegate-service-worker',
    apply: 'build',
    writeBundle: {
      sequential: true,
      order: 'post',
      async handler({ dir }) {
        await writeServiceWorker(dir as string);
      },
    },
  };
}

/** Writes the service worker for what is in a folder now. */
export async function writeServiceWorker(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: dirname(source),
    publicDir: false,
    logLevel: 'warn',
    define: {
      'import.meta.env.TIDEGATE_FILES': JSON.stringify(filesOf(folder)),
      'process.env.NODE_ENV': JSON.stringify('production'),
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      // One plain script: not every browser takes modules as service workers.
      rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: fileName } },
    },
  });
}

function filesOf(folder: string): SiteFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== fileName && statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => ({ url: name.split(sep).join('/'), revision: name.startsWith(`assets${sep}`) ? null : revisionOf(join(folder, name)) }));
}

const revisionOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
