/** The backends that a visitor may choose from; `automatic` leaves it to the page. */
export const backendChoices = ['automatic', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendChoice = (typeof backendChoices)[number];

/** Which backend suits the networks of a page: launching a program on a GPU takes longer than a whole step of a small network. */
export type NetworkSize = 'small' | 'large';

/** The backend that runs, as the page shows it. Plain values, so that a worker can send them. */
export interface RunningBackend {
  readonly name: Exclude<BackendChoice, 'automatic'>;
  /** Threads that compute; undefined where a GPU does. */
  readonly threads?: number;
  /** The GPU, as its driver names it. */
  readonly adapter?: string;
  /** Whether that GPU is a program on the processor. */
  readonly software?: boolean;
  /** Those that were tried before it, with the reason why they do not run here. */
  readonly refusals: readonly { readonly name: string; readonly reason: string }[];
}
