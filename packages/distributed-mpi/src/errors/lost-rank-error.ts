import { TidegateError } from '@tidegate/core';

/** A process of the group, and where it runs or ran. */
export interface RankPlace {
  readonly rank: number;
  readonly host: string;
  /** Of that host. */
  readonly pid: number;
}

/** Processes of the group have ended or do not answer, so that the others wait for them in vain. */
export class LostRankError extends TidegateError {
  readonly ranks: readonly number[];
  /** The host of each of `ranks`. */
  readonly hosts: readonly string[];
  /** The process of each of `ranks`, on its host. */
  readonly pids: readonly number[];
  /** Why they have left, where they said so: the reason of `abandon`. */
  readonly reason: string | undefined;

  /** @param fate what has become of them, such as `ended` */
  constructor(lost: readonly RankPlace[], fate: string, reason?: string) {
    const names = lost.map(({ rank, host, pid }) => `rank ${rank} (process ${pid} on host ${host})`);
    super(
      `${new Intl.ListFormat('en-GB').format(names)} ${lost.length === 1 ? 'has' : 'have'} ${fate}${reason === undefined ? '' : `: ${reason}`}`,
    );
    this.ranks = lost.map(({ rank }) => rank);
    this.hosts = lost.map(({ host }) => host);
    this.pids = lost.map(({ pid }) => pid);
    this.reason = reason;
  }
}
