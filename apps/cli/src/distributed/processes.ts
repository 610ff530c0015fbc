import { type ProcessGroup, singleProcess } from '@tidegate/training';

/** The processes that do a command together, as one of them sees them. */
export interface Processes {
  readonly group: ProcessGroup;
  /** Whether this is the one that prints, logs, and writes files. */
  readonly isFirst: boolean;
  /** Such as `2 processes on 2 hosts, Open MPI v4.1.4`; nothing for a process that works by itself. */
  readonly description: string | undefined;
  /** The threads that fall to this process where it shares its cores with others; nothing where a backend may choose. */
  readonly threads: number | undefined;
  /** What results tell programs of it: how many processes there are, if there are several. */
  readonly fields: { readonly processes?: number };
  /** The command line that begins such processes again. @param words behind `tidegate` */
  commandLine(words: string): string;
}

/** A process that works by itself. */
export const alone: Processes = {
  group: singleProcess,
  isFirst: true,
  description: undefined,
  threads: undefined,
  fields: {},
  commandLine: (words) => `tidegate ${words}`,
};
