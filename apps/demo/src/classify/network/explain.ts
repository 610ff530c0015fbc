import {
  dispose,
  gather,
  grad,
  max,
  mul,
  pad,
  type Rank,
  reshape,
  type Scalar,
  sigmoid,
  slice,
  softmax,
  sum,
  type Tensor,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { createModel, type ModelDescription, type TextClassifier } from '@tidegate/models';

/** What a network says of a text, and why. Plain values. */
export interface Explanation {
  /** Of each class, by id; of several labels each by itself. */
  readonly probabilities: readonly number[];
  /** The class that the contributions are to: the one that was asked for, or else the most probable one. */
  readonly classId: number;
  /** Of each token to the logit of the class. */
  readonly contributions: readonly number[];
}

/** Says of a text what a network makes of it. */
export interface Explainer {
  /**
   * The probabilities, and what each token adds to the logit of a class, as far as a small change goes: the gradient with respect to the
   * token's vector, times the vector, summed over it (Simonyan, Vedaldi and Zisserman, "Deep inside convolutional networks", ICLR 2014).
   * It is what the logit grows by when the vector grows, in proportion.
   *
   * @param ids of the tokens, at least one
   * @param classId whose logit; default that of the most probable class
   */
  explain(ids: Int32Array, classId?: number): Promise<Explanation>;
  /** Frees what it has; the network stays. */
  dispose(): void;
}

const tablePath = 'embedding/table';
const leastRows = 64;

/**
 * Explains with a twin of the network that has its weights, and a table with a row for each place of the text in the place of one for each
 * token of the vocabulary: so each place has a gradient of its own, also where a token stands twice.
 *
 * @param several whether a text may have several labels
 */
export function createExplainer(model: TextClassifier, several = false): Explainer {
  let twin: TextClassifier | undefined;
  let rows = 0;

  function twinFor(length: number): TextClassifier {
    if (twin && length <= rows) return twin;
    twin?.dispose();
    rows = 2 ** Math.ceil(Math.log2(Math.max(leastRows, length)));
    const config = { ...(model.config as object), vocabularySize: rows };
    twin = createModel({ model: model.name, config } as ModelDescription<'textRnn' | 'rcnn'>, createRandom(0));
    return twin;
  }

  return {
    async explain(ids, classId) {
      const reader = twinFor(ids.length);
      const computed = tidy(() => {
        takeWeights(reader, model, ids);
        const table = reader.parameters[tablePath] as Variable<Rank.R2>;
        const places = tensor2d(
          Int32Array.from(ids, (_, place) => place),
          [1, ids.length],
          'int32',
        );
        const batch = { ids: places, lengths: tensor1d([ids.length], 'int32') };
        const logits = (): Tensor => reader.logits(batch, { training: false, random: createRandom(0) });
        const gradient = grad(() => oneOf(logits(), classId))(table);
        const contributions = slice(sum(mul(gradient, table), 1), 0, ids.length);
        return { probabilities: several ? sigmoid(logits()) : softmax(logits()), contributions };
      });
      try {
        const [probabilities, contributions] = await Promise.all([computed.probabilities.data(), computed.contributions.data()]);
        return {
          probabilities: [...probabilities],
          classId: classId ?? probabilities.indexOf(Math.max(...probabilities)),
          contributions: [...contributions],
        };
      } finally {
        dispose(computed);
      }
    },
    dispose: () => twin?.dispose(),
  };
}

/** `[1, classes]` to the logit of a class, or the largest one. */
function oneOf(logits: Tensor, classId: number | undefined): Scalar {
  return classId === undefined ? max(logits) : reshape(slice(logits, [0, classId], [1, 1]), []);
}

/** Both have the same weights then, not copies of them; only the table is another. */
function takeWeights(reader: TextClassifier, model: TextClassifier, ids: Int32Array): void {
  for (const [path, variable] of Object.entries(reader.parameters)) {
    const own = model.parameters[path] as Variable;
    variable.assign(path === tablePath ? rowsOf(own as Variable<Rank.R2>, ids, variable.shape[0] as number) : own);
  }
}

/** The vector of each place of the text, and zeros after them. */
function rowsOf(table: Tensor2D, ids: Int32Array, rows: number): Tensor2D {
  return pad(gather(table, tensor1d(ids, 'int32')), [
    [0, rows - ids.length],
    [0, 0],
  ]);
}
