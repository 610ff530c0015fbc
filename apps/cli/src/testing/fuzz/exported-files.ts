import { deepStrictEqual } from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { decodeSafetensors, encodeSafetensors } from '@tidegate/formats';
import { type Dice, type FuzzCase, type FuzzOutcome, fuzz, mutateBytes, mutateJson, mutateProtobuf } from '@tidegate/fuzz';
import { ModelDirectoryError, runName } from '@tidegate/model-directory';
import { UsageError } from '../../errors/usage-error.js';
import { exchangeFormats } from '../../exchange/formats.js';
import { importModel } from '../../exchange/import-model.js';
import { loadModel } from '../../model-directory/load-model.js';
import { saveModel } from '../../model-directory/save-model.js';
import { tasks } from '../../tasks/tasks.js';
import { savedFolders } from './saved-folders.js';

interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Imports broken files of exported models: each is refused, or makes a model folder that can be read. @param place an empty folder */
export async function fuzzExportedFiles(place: string, cases: number, seed: number): Promise<FuzzOutcome> {
  const files = await exportedFiles(join(place, 'right'));
  const directory = join(place, 'broken');
  mkdirSync(directory);
  return fuzz({
    cases,
    seed,
    create: (dice) => brokenFile(files, dice),
    async read({ name, bytes }) {
      const path = join(directory, `model${extname(name)}`);
      writeFileSync(path, bytes);
      const before = memory().numTensors;
      await importRight(path, join(directory, 'model')).finally(() => deepStrictEqual(memory().numTensors, before));
    },
    isClear: (error) => error instanceof ModelDirectoryError || error instanceof UsageError,
  });
}

/** Every network in every format that takes it. */
async function exportedFiles(place: string): Promise<readonly ExportedFile[]> {
  await savedFolders(place);
  const files: ExportedFile[] = [];
  for (const directory of readdirSync(place).map((name) => join(place, name))) {
    const { model, file, parts } = await loadModel(directory, tasks);
    for (const format of exchangeFormats) {
      const runFile = JSON.stringify({ preset: file.preset, data: 'train.tsv', steps: 3 });
      const written = await format.write({ model, file, parts, runFile }, `${format.name}${format.ending}`).catch((error: unknown) => {
        // PyTorch has not all that a network here has.
        if (!(error instanceof UsageError)) throw error;
        return new Map<string, Uint8Array>();
      });
      for (const [name, bytes] of written) if (typeof bytes !== 'string') files.push({ name, bytes });
    }
    model.dispose();
  }
  return files;
}

function brokenFile(files: readonly ExportedFile[], dice: Dice): FuzzCase<ExportedFile> {
  const file = dice.pick(files);
  const { content, mutation } = broken(file, files, dice);
  return { input: { ...file, bytes: content }, bytes: content.length, mutation: `${file.name}: ${mutation}` };
}

/** The bytes, or what they mean: the description of the model among the weights, the fields of the graph. */
function broken({ name, bytes }: ExportedFile, files: readonly ExportedFile[], dice: Dice) {
  const others = files.map((each) => each.bytes);
  if (dice.onceIn(3)) return mutateBytes(bytes, others, dice);
  if (name.endsWith('.onnx')) return mutateProtobuf(bytes, dice);
  const { tensors, metadata } = decodeSafetensors(bytes);
  const part = dice.pick(Object.keys(metadata).filter((key) => key.endsWith('.json')));
  const { content, mutation } = mutateJson(metadata[part] as string, dice);
  // Halves of characters, which no UTF-8 has, become signs of their own.
  const text = Buffer.from(content).toString('utf8');
  return { content: encodeSafetensors(tensors, { ...metadata, [part]: text }), mutation: `${part}: ${mutation}` };
}

/** @throws AssertionError if what was imported and saved is not what is read again */
async function importRight(path: string, out: string): Promise<void> {
  const { model, file, parts, runFile } = await importModel(path);
  try {
    const { model: _, config: __, weightsSha256: ___, parts: ____, ...known } = file;
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    await saveModel(out, { model, file: known, parts, ...(runFile !== undefined && { runFile }) });
    if (runFile !== undefined) deepStrictEqual(readFileSync(join(out, runName), 'utf8'), runFile);
    const { model: again } = await loadModel(out, tasks);
    try {
      for (const [name, variable] of Object.entries(model.parameters)) {
        deepStrictEqual(again.parameters[name]?.dataSync(), variable.dataSync(), name);
      }
    } finally {
      again.dispose();
    }
  } finally {
    model.dispose();
  }
}
