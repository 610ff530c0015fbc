/** What the errors of `@tidegate/model-directory` say of the command. */
export const wording = { again: 'train again with --out', reader: 'this command' } as const;
