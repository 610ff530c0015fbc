import * as v from 'valibot';

/** The numbers that tasks keep in checkpoints. */
export const finite = v.pipe(v.number(), v.finite());
export const wholeNumber = (least: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least));
