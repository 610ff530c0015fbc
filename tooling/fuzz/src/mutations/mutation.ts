/** Something that was broken, and how, in words. */
export interface Mutated<Content> {
  readonly content: Content;
  readonly mutation: string;
}
