import { createTokenizer, type Labels, type Vocabulary } from '@tidegate/datasets';
import { type ClassificationFile, classificationKind, decodeModel, encodeModel, type FileToSave, partsOf } from '@tidegate/model-directory';
import { filesAsBytes } from '../../compute/files-as-bytes.js';
import { version } from '../../compute/version.js';
import { maximumLength } from '../data/prepare.js';
import type { DataOrder } from '../data/read-data.js';
import type { NetworkName } from '../network/create-classifier.js';
import type { Learned } from '../network/learn.js';
import { createNetwork, type Network, type NetworkParts } from './network.js';
import type { MeasuredRun, RunOrder } from './order.js';

/** What `config.json` says of a network, beside what follows from the network itself. */
export type NetworkFile = FileToSave<ClassificationFile>;

/** The preset of `tidegate train` that trains each network. */
const presets: Readonly<Record<NetworkName, string>> = { textRnn: 'textrnn', rcnn: 'rcnn' };

/** Tokens of a text that are read of a model whose training knew no bound. */
const mostTokens = 2_000;

export interface Training {
  readonly order: RunOrder;
  /** Nothing before the first step. */
  readonly learned: Learned | undefined;
  readonly measured: MeasuredRun | undefined;
  readonly backend: string;
}

/** The files of a model directory. @param runFile the settings, as `tidegate train --config` reads them */
export async function encodeNetwork(
  { model, vocabulary, labels }: Pick<NetworkParts, 'model'> & { readonly vocabulary: Vocabulary; readonly labels: Labels },
  file: NetworkFile,
  runFile?: string,
): Promise<Record<string, Uint8Array>> {
  const parts = partsOf({ vocabulary, labels });
  return filesAsBytes(await encodeModel({ model, file, parts, ...(runFile !== undefined && { runFile }) }));
}

/** What is said of a network that was trained here. */
export function fileOf({ order, learned, measured, backend }: Training): NetworkFile {
  const { network, tokenizer, seed, data } = order;
  const { accuracy, macroF1, loss, examples } = measured ?? {};
  return {
    tidegate: version,
    preset: presets[network],
    tokenizer: { kind: tokenizer, lowercase: true },
    several: false,
    maximumLength,
    ...columnsOf(data),
    training: { steps: learned?.step ?? 0, epochs: learned?.epochs ?? 0, seed, backend },
    ...(measured?.measuredOn === 'validation' && {
      measuredOn: 'validation',
      metrics: { accuracy, macroF1, loss, examples } as NonNullable<NetworkFile['metrics']>,
    }),
  };
}

/** The settings of a run, as `tidegate train --config` reads them; the data are given beside them. */
export function runFileOf({ network, tokenizer, units, epochs, seed, data }: RunOrder, batchSize: number): string {
  const settings = {
    tokenizer,
    lowercase: true,
    embeddingSize: units,
    units,
    epochs,
    batchSize,
    seed,
    maximumLength,
    ...columnsOf(data).columns,
  };
  return `${JSON.stringify({ preset: presets[network], ...settings }, null, 2)}\n`;
}

function columnsOf(data: DataOrder): Pick<NetworkFile, 'columns'> {
  if (data.kind === 'sample' || !data.hasHeader) return {};
  const { textColumn, labelColumn } = data;
  const columns = { ...(textColumn !== 'text' && { textColumn }), ...(labelColumn !== 'label' && { labelColumn }) };
  return Object.keys(columns).length === 0 ? {} : { columns };
}

/**
 * A network out of a model directory, such as `tidegate train --out` writes.
 *
 * @throws ModelDirectoryError if the files are no classifier of texts, broken, or do not belong together
 */
export function decodeNetwork(files: Readonly<Record<string, Uint8Array>>): { readonly network: Network; readonly file: NetworkFile } {
  const { model, file } = decodeModel(files, [classificationKind], { reader: 'this page' });
  const { model: _, config: __, weightsSha256: ___, parts: ____, ...known } = file;
  const network = createNetwork({
    model,
    tokenizer: createTokenizer(file.tokenizer),
    vocabulary: model.vocabulary,
    labels: model.labels,
    several: file.several,
    maximumLength: file.maximumLength ?? mostTokens,
  });
  return { network, file: known };
}
