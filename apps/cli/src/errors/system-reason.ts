/** What the operating system said, such as `ENOSPC: no space left on device`. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Behind the comma stand the call and the path, which the message around it names.
  return 'code' in error ? (error.message.split(',')[0] as string) : error.message;
}
