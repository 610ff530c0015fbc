/** The user has interrupted something that leaves nothing to keep. */
export class Interruption extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interruption';
  }
}
