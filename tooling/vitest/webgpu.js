import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { mergeConfig } from 'vitest/config';
import project from './project.js';

/** Debian's package puts it there. */
const chromium = process.env.TIDEGATE_CHROMIUM ?? '/usr/bin/chromium';
/** Where Debian keeps what that starts. */
const debianFolder = '/usr/lib/chromium';

/**
 * The environment in which Dawn finds SwiftShader, the GPU in software that comes with Chromium; nothing where somebody has chosen a
 * driver, or where there is none.
 */
function withSwiftShader({ VK_DRIVER_FILES, VK_ICD_FILENAMES } = process.env) {
  if (VK_DRIVER_FILES || VK_ICD_FILENAMES) return {};
  const folders = [...(existsSync(chromium) ? [dirname(realpathSync(chromium))] : []), debianFolder];
  const found = folders.map((folder) => join(folder, 'vk_swiftshader_icd.json')).find((path) => existsSync(path));
  return found ? { VK_DRIVER_FILES: found } : {};
}

/**
 * Tests on WebGPU in Node, on Dawn.
 *
 * @param {{ setupFiles: string[] }} options
 */
export const onDawn = ({ setupFiles }) => mergeConfig(project, { test: { setupFiles, env: withSwiftShader() } });

/**
 * The same tests in Chromium, on SwiftShader too: in one page after the other, beside the tests in Node.
 *
 * @param {{ packageName: string, setupFiles: string[] }} options
 */
export const inChromium = ({ packageName, setupFiles }) =>
  mergeConfig(project, {
    test: {
      name: `${packageName} in a browser`,
      setupFiles,
      browser: {
        enabled: true,
        headless: true,
        // Of the browser alone: all other tests would wait for a project without parallel files, and it for them.
        fileParallelism: false,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: {
            executablePath: chromium,
            args: ['--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--disable-background-networking'],
          },
        }),
        instances: [{ browser: 'chromium', name: `${packageName} (chromium)` }],
      },
    },
  });
