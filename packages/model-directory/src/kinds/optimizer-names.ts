/** The optimizers that `config.json` names, as `tidegate train --optimizer` does. */
export const optimizerNames = ['sgd', 'rmsprop', 'adam', 'adamw'] as const;

export type OptimizerName = (typeof optimizerNames)[number];
