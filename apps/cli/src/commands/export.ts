import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { runName } from '@tidegate/model-directory';
import { bytes } from '@tidegate/model-directory/wording';
import { startBackend } from '../backends/start-backend.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { assertNoWeights } from '../exchange/assert-no-weights.js';
import { exchangeFormats } from '../exchange/formats.js';
import { loadModel } from '../model-directory/load-model.js';
import { writeAtomically } from '../model-directory/write-atomically.js';
import { type ExportOptions, formatKind } from '../options/exchange-options.js';
import type { Streams } from '../process/output.js';
import { createReporter } from '../reporting/create-reporter.js';
import { tasks } from '../tasks/tasks.js';

/** `tidegate export`: writes a trained model for other programs. Returns the exit code. */
export async function exportModel(directory: string, options: ExportOptions, { output, errors }: Streams): Promise<number> {
  const { format: name, out } = options;
  const format = exchangeFormats.find((each) => each.name === name);
  if (!format) throw new UsageError('--format', formatKind.rule, 'missing');
  const rule = `a file whose name ends in ${format.ending}`;
  if (out === undefined) throw new UsageError('--out', rule, 'missing');
  if (!out.endsWith(format.ending)) throw new UsageError('--out', rule, JSON.stringify(out));
  await startBackend({ backend: 'cpu', ...options }, errors);
  const { model, file, parts } = await loadModel(directory, tasks);
  try {
    const runFile = await readFile(join(directory, runName), 'utf8').catch(() => undefined);
    const files = await format.write({ model, file, parts, runFile }, out);
    await assertNoWeights(files.keys(), directory);
    await writeAtomically(dirname(out), Object.fromEntries([...files].map(([path, content]) => [basename(path), content])));
    const written = [...files].map(([path, content]) => ({ path, bytes: Buffer.byteLength(content) }));
    createReporter(output, options).result({ model: directory, preset: file.preset, format: format.name, files: written }, () =>
      written.map((each) => `Wrote ${each.path} (${bytes(each.bytes)})`).join('\n'),
    );
    return exitCodes.success;
  } finally {
    model.dispose();
  }
}
