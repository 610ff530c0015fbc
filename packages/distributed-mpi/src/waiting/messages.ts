import type { MpiCalls, Request } from '../library/calls.js';
import type { Handle } from '../library/families.js';

/** What a rank does: `allReduce, its 7th call`. */
export interface Doing {
  readonly method: string;
  /** How many methods it has called, with this one. */
  readonly call: number;
  /** How many numbers it has given, where all must give as many. */
  readonly numbers?: number | undefined;
}

/** What ranks tell one another beside their work. */
export type Message =
  | { readonly kind: 'question' }
  | { readonly kind: 'answer'; readonly doing: Doing }
  | { readonly kind: 'lost'; readonly ranks: readonly number[]; readonly fate: string }
  | { readonly kind: 'disagreement'; readonly text: string }
  | { readonly kind: 'farewell'; readonly reason: string };

export interface Messages {
  /** To the ranks, as far as they can be reached; those that are lost never take it. */
  send(message: Message, to: Iterable<number>): void;
  /** The next that has come. */
  receive(): Letter | undefined;
  /** Goes on sending for some milliseconds, before this process ends. */
  flush(milliseconds: number): Promise<void>;
  /** Takes no more, as MPI wants it before its end. */
  stop(): void;
}

/** Small enough for every library to take it at once, whether the other one is there or not. */
const bytes = 2048;

/** What has come, and from whom. */
export interface Letter {
  readonly from: number;
  readonly message: Message;
}

/** As JSON of a fixed length, filled up with zeros; what does not fit of a text is left out. */
export function encodeLetter({ from, message }: Letter): Uint8Array {
  const letter = new Uint8Array(bytes);
  const json = new TextEncoder().encode(JSON.stringify({ from, message }));
  const excess = json.length - bytes;
  if (excess > 0 && message.kind === 'disagreement') {
    return encodeLetter({ from, message: { ...message, text: message.text.slice(0, -excess) } });
  }
  letter.set(json);
  return letter;
}

export function decodeLetter(letter: Uint8Array): Letter {
  const end = letter.indexOf(0);
  return JSON.parse(new TextDecoder().decode(letter.subarray(0, end < 0 ? undefined : end))) as Letter;
}

export function createMessages(calls: MpiCalls, communicator: Handle, rank: number): Messages {
  let inbox = new Uint8Array(bytes);
  let coming = calls.receive(inbox, undefined, 0, communicator);
  let going: Request[] = [];
  const isUnderWay = (request: Request): boolean => !calls.test(request);
  return {
    send(message, to) {
      const letter = encodeLetter({ from: rank, message });
      for (const one of to) going.push(calls.send(letter, one, 0, communicator));
    },
    receive() {
      going = going.filter(isUnderWay);
      if (isUnderWay(coming)) return undefined;
      const letter = inbox;
      inbox = new Uint8Array(bytes);
      coming = calls.receive(inbox, undefined, 0, communicator);
      return decodeLetter(letter);
    },
    async flush(milliseconds) {
      const end = performance.now() + milliseconds;
      while (performance.now() < end) {
        going = going.filter(isUnderWay);
        if (going.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    stop: () => calls.cancel(coming),
  };
}
