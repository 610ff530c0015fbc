import { Option } from 'commander';

/** An option of the command line that takes a value, and may know all there are: commander's own `choices` would write them into the help. */
export class ValueOption extends Option {
  readonly names: readonly string[];

  /** @param names the values that it takes, where these can be listed */
  constructor(flags: string, description: string, names: readonly string[] = []) {
    super(flags, description);
    this.names = names;
  }
}
