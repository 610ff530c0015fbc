export interface NewestOnly<Request, Result> {
  readonly run: (request: Request) => Promise<Result>;
  readonly onResult: (result: Result, request: Request) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Answers requests one at a time. Those that come while one is under way do not queue up: when it ends, only the newest of them is run.
 *
 * @returns takes a request
 */
export function newestOnly<Request, Result>({ run, onResult, onError }: NewestOnly<Request, Result>): (request: Request) => void {
  let isRunning = false;
  let next: { readonly request: Request } | undefined;
  const goOn = async (): Promise<void> => {
    isRunning = true;
    while (next) {
      const { request } = next;
      next = undefined;
      try {
        onResult(await run(request), request);
      } catch (error) {
        onError(error);
      }
    }
    isRunning = false;
  };
  return (request) => {
    next = { request };
    if (!isRunning) void goOn();
  };
}
