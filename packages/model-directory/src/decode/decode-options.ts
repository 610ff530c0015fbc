/** How errors speak of a model that is read. */
export interface DecodeOptions {
  /** What a file is called, such as its path; its name by default. */
  readonly pathOf?: (name: string) => string;
  /** What makes the model anew, for remedies; 'save the model again' by default. */
  readonly again?: string;
  /** Who reads it, and may know some kinds of models only; 'this program' by default. */
  readonly reader?: string;
}

export function remedyOf({ again = 'save the model again' }: DecodeOptions): { readonly again: string; readonly copy: string } {
  return { again, copy: `${again}, or copy the folder again` };
}
