import { ArgumentError } from '@tidegate/core';

/** Steps that together are one thing: those from `start` up to `end`, which is not one of them. */
export interface Entity {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const tagForm = /^([BI])-(.+)$/s;

/**
 * The entities that tags tell of, by the rules of conlleval: `B-x` begins one, and so does `I-x` after `O` or after another type; one goes
 * on as long as `I-x` of its own type follows.
 * ```text
 * B-city I-city B-city O I-date I-city    city 0-2, city 2-3, date 4-5, city 5-6
 * ```
 *
 * @throws ArgumentError for a tag that is not `O`, `B-type` or `I-type`
 */
export function entitiesOf(caller: string, argument: string, tags: readonly string[]): Entity[] {
  const entities: Entity[] = [];
  let open: { type: string; start: number } | undefined;
  const close = (end: number): void => {
    if (open) entities.push({ ...open, end });
    open = undefined;
  };
  tags.forEach((tag, step) => {
    const [, mark, type] = tagForm.exec(tag) ?? [];
    if (type === undefined && tag !== 'O') throw new ArgumentError(caller, `${argument}[${step}]`, tag, 'O, B-type or I-type');
    if (mark === 'I' && type === open?.type) return;
    close(step);
    if (type !== undefined) open = { type, start: step };
  });
  close(tags.length);
  return entities;
}
