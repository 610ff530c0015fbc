import type { Labels, Tokenizer, Vocabulary } from '@tidegate/datasets';
import type { TextClassifier } from '@tidegate/models';
import { encodeTokens } from '../data/prepare.js';
import { createExplainer, type Explanation } from '../network/explain.js';

/** A network as it is used: with its tokens and its classes. */
export interface NetworkParts {
  readonly model: TextClassifier;
  readonly tokenizer: Tokenizer;
  readonly vocabulary: Vocabulary;
  readonly labels: Labels;
  /** Whether a text may have several labels. */
  readonly several: boolean;
  /** Of longer texts the beginning is read. */
  readonly maximumLength: number;
}

export interface Network extends NetworkParts {
  explain(text: string, classId?: number): Promise<ExplainedText | undefined>;
  dispose(): void;
}

/** A text with what the network makes of it. Plain values. */
export interface ExplainedText extends Explanation {
  /** As the network reads them; those that it does not know are all the same to it. */
  readonly tokens: readonly { readonly text: string; readonly isKnown: boolean }[];
  /** Tokens behind those that are read. */
  readonly leftOut: number;
}

/** Owns the model. */
export function createNetwork(parts: NetworkParts): Network {
  const { model, tokenizer, vocabulary, several, maximumLength } = parts;
  const explainer = createExplainer(model, several);
  return {
    ...parts,
    async explain(text, classId) {
      const all = tokenizer.tokenize(text);
      if (all.length === 0) return undefined;
      const read = all.slice(0, maximumLength);
      const explanation = await explainer.explain(encodeTokens(read, vocabulary), classId);
      const tokens = read.map((token) => ({ text: token, isKnown: vocabulary.idOf(token) !== vocabulary.unknownId }));
      return { ...explanation, tokens, leftOut: all.length - read.length };
    },
    dispose() {
      explainer.dispose();
      model.dispose();
    },
  };
}

export function weightsOf({ parameters }: TextClassifier): number {
  return Object.values(parameters).reduce((sum, { size }) => sum + size, 0);
}
