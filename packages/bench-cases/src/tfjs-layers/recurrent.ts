/** Orthogonal initialization, the default, takes minutes at these sizes. */
export const recurrentInitializer = 'glorotUniform';

/** What gated cells of the usual equations are made with. */
export const gated = { recurrentActivation: 'sigmoid', recurrentInitializer } as const;
