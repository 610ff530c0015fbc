import { count, counted, loss, percent } from '@tidegate/model-directory/wording';
import type { Text } from '../../reporting/reporter.js';
import { table } from '../../reporting/table.js';
import type { TaggingScores } from './scores.js';

/** The few figures that say most. */
export function shortFields({ entities, accuracy, loss: value, examples, tokens }: TaggingScores) {
  const { f1, precision, recall } = entities ?? {};
  return { ...(entities && { f1, precision, recall }), accuracy, loss: value, examples, tokens };
}

export function shortText({ entities, accuracy, loss: value }: TaggingScores): string {
  return `${entities ? `entity F1 ${percent(entities.f1)}, ` : ''}tag accuracy ${percent(accuracy)}, loss ${loss(value)}`;
}

export function allFields(scores: TaggingScores): Readonly<Record<string, unknown>> {
  return { ...shortFields(scores), ...(scores.entities && { perType: scores.entities.perType }) };
}

export function allText({ entities, accuracy, loss: value, tokens, examples }: TaggingScores): Text {
  return ({ bold, dim }) => {
    const types = Object.entries(entities?.perType ?? {});
    const rows = types.map(([name, { precision, recall, f1, support }]) => [
      name,
      percent(precision),
      percent(recall),
      percent(f1),
      count(support),
    ]);
    return [
      ...(entities
        ? [
            `entity F1     ${bold(percent(entities.f1))} of ${count(entities.support)} entities`,
            `precision     ${percent(entities.precision)}`,
            `recall        ${percent(entities.recall)}`,
          ]
        : []),
      `tag accuracy  ${entities ? percent(accuracy) : bold(percent(accuracy))} of ${counted(tokens, 'token')} in ${counted(examples, 'text')}`,
      `loss          ${loss(value)}`,
      '',
      ...(rows.length > 0 ? [...table(['', 'precision', 'recall', 'F1', 'entities'], rows, dim), ''] : []),
    ].join('\n');
  };
}
