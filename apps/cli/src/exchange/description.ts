import { configName, type ModelFile, runName } from '@tidegate/model-directory';
import type { ModelToExport } from './exchange-format.js';

/** What a single file says of a model beside its weights. */
export interface ModelDescription {
  /** As `config.json` has it. */
  readonly file: ModelFile;
  readonly parts: Readonly<Record<string, string>>;
  readonly runFile?: string;
}

/** The description as texts by the names of the files that hold them in a model folder: metadata of other formats. */
export function describeModel({ file, parts, runFile }: Omit<ModelToExport, 'model'>): Record<string, string> {
  return { [configName]: JSON.stringify(file), ...parts, ...(runFile !== undefined && { [runName]: runFile }) };
}

/**
 * What `describeModel` wrote, among other metadata; undefined if it is not there. What it says is not checked.
 *
 * @throws SyntaxError if the part that describes the model is not JSON
 */
export function readDescription(metadata: Readonly<Record<string, string>>): ModelDescription | undefined {
  const { [configName]: config, [runName]: runFile } = metadata;
  if (config === undefined) return undefined;
  const file = JSON.parse(config) as ModelFile;
  const names = Object.keys(file?.parts ?? {});
  const parts = Object.fromEntries(names.flatMap((name) => (metadata[name] === undefined ? [] : [[name, metadata[name]]])));
  return { file, parts, ...(runFile !== undefined && { runFile }) };
}
