import type { EmbeddingConfig } from '@tidegate/models';
import { ints } from '../graph/attributes.js';
import { type Frame, parameter } from './frame.js';
import type { Sequence } from './recurrence.js';

/** The table of the vectors, `[vocabularySize, embeddingSize]`. */
export function embeddingTable(frame: Frame, { vocabularySize, embeddingSize }: EmbeddingConfig): string {
  return parameter(frame, 'embedding/table', [vocabularySize, embeddingSize]);
}

/** The vectors of tokens, `[batch, time]`. */
export function embed(frame: Frame, config: EmbeddingConfig, ids: string): Sequence {
  const { graph } = frame;
  const timeFirst = graph.op('Transpose', [ids], { perm: ints(1, 0) });
  return { value: graph.op('Gather', [embeddingTable(frame, config), timeFirst]), size: config.embeddingSize };
}
