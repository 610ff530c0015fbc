/** The command has failed in several processes or in another one, which says so: this one ends without a word. */
export class ToldElsewhere extends Error {
  /** That of the process that says so: 1 for a failure, 2 for misuse. */
  readonly exitCode: 1 | 2;

  constructor(exitCode: ToldElsewhere['exitCode'], options?: ErrorOptions) {
    super('another process has told of the failure', options);
    this.name = 'ToldElsewhere';
    this.exitCode = exitCode;
  }
}
