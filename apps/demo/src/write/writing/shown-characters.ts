/** Characters of a text that the page shows; of a longer one it is the end. */
export const shownCharacters = 800;
