import { TidegateError } from './tidegate-error.js';

/** An argument is outside of what its function allows. */
export class ArgumentError extends TidegateError {
  readonly argument: string;
  readonly value: unknown;
  /** What is allowed. */
  readonly rule: string;

  /** @param rule what is allowed, so that the message reads `caller: argument must be RULE, but is VALUE` */
  constructor(caller: string, argument: string, value: unknown, rule: string) {
    super(`${caller}: ${argument} must be ${rule}, but is ${describe(value)}`);
    this.argument = argument;
    this.value = value;
    this.rule = rule;
  }
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plainText).join(', ')}]`;
  return plainText(value);
}

/** `String` would throw for an object without a prototype, and for lists in lists without end. */
function plainText(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);
}

/** @throws ArgumentError unless `value` is a whole number from `least` to `most` */
export function assertInteger(
  caller: string,
  argument: string,
  value: number,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new ArgumentError(caller, argument, value, `a whole number ${bounds}`);
}

/** @throws ArgumentError unless `value` is a finite number from `least` up to `most` (`most` itself excluded if `open`) */
export function assertNumber(
  caller: string,
  argument: string,
  value: number,
  range: { readonly least: number; readonly most?: number; readonly open?: boolean },
): void {
  const { least, most = Number.POSITIVE_INFINITY, open = false } = range;
  if (Number.isFinite(value) && value >= least && (open ? value < most : value <= most)) return;
  const bounds = most === Number.POSITIVE_INFINITY ? `of at least ${least}` : `from ${least} to ${open ? 'below ' : ''}${most}`;
  throw new ArgumentError(caller, argument, value, `a finite number ${bounds}`);
}

/** @throws ArgumentError unless `value` is one of `allowed` */
export function assertOneOf<Value extends string>(
  caller: string,
  argument: string,
  value: string,
  allowed: readonly Value[],
): asserts value is Value {
  if ((allowed as readonly string[]).includes(value)) return;
  throw new ArgumentError(caller, argument, value, `one of ${allowed.join(', ')}`);
}
