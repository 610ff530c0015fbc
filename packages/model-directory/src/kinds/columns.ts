import * as v from 'valibot';

const columnName = v.exactOptional(v.pipe(v.string(), v.minLength(1)));

/** Which columns hold what, where they have not the usual names: as `config.json` has them. A kind of model picks those that its files have. */
export const columnsSchema = v.strictObject({
  textColumn: columnName,
  labelColumn: columnName,
  labelSeparator: columnName,
  tokensColumn: columnName,
  tagsColumn: columnName,
});

export type ColumnNames = v.InferOutput<typeof columnsSchema>;

export const columnNames = Object.keys(columnsSchema.entries) as readonly (keyof ColumnNames)[];
