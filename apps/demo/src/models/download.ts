/** Gives the visitor a file, under a name that the browser may change where there is one already. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken it up when the next task begins.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
