import { batch, computed, signal } from '@preact/signals';
import { readAddress } from '../../settings/address.js';
import type { Hold } from '../network/held-cell.js';
import type { Pass, PassRequest } from '../network/pass.js';
import type { RememberingRequest } from '../network/remembering.js';
import type { WeightChange } from '../network/weights.js';
import { readNumbers, readText } from '../sequence/read-sequence.js';
import { defaults, fields, type GatesSettings } from '../settings.js';

const first = readAddress(fields, defaults);

/** Names in the address whose values did not fit. */
export const refusedSettings = first.refused;
export const settings = signal<GatesSettings>(first.values);
/** What the visitor has dragged, since the settings were last changed. */
export const changes = signal<readonly WeightChange[]>([]);
export const holds = signal<readonly Hold[]>([]);
/** What went wrong in the worker, in words. */
export const failure = signal<string | undefined>(undefined);

/** The settings that make another network, or another sequence. */
const ofTheNetwork = ['cell', 'units', 'preset', 'seed', 'scale', 'input', 'text', 'numbers'] as const;

/** Changes settings; where the network or its sequence becomes another, what was dragged is forgotten. */
export function change(changed: Partial<GatesSettings>): void {
  batch(() => {
    settings.value = { ...settings.value, ...changed };
    if (ofTheNetwork.some((name) => name in changed)) startOver();
  });
}

/** Takes back all that was dragged. */
export function startOver(): void {
  batch(() => {
    changes.value = [];
    holds.value = [];
  });
}

/** Another text whenever one of the network's settings is another, and only then: moving through time computes nothing. */
const network = computed(() => JSON.stringify(ofTheNetwork.map((name) => settings.value[name])));

/** What the network reads, or what is wrong with it; another object for another network. */
export const sequence = computed(() => {
  void network.value;
  const { input, text, numbers } = settings.peek();
  return input === 'text' ? readText(text) : readNumbers(numbers);
});

/** What is to be computed; undefined while the sequence is broken. */
export const passRequest = computed<PassRequest | undefined>(() => {
  const read = sequence.value;
  if ('problem' in read) return undefined;
  const { cell, units, seed, scale, preset } = settings.peek();
  return { cell, units, seed, scale, preset, sequence: read, changes: changes.value, holds: holds.value };
});

const memory = computed(() => {
  const { memorySteps, memoryUnits, memoryForgetBias, memoryScale, memorySeed } = settings.value;
  return JSON.stringify([memorySteps, memoryUnits, memoryForgetBias, memoryScale, memorySeed]);
});

export const rememberingRequest = computed<RememberingRequest>(() => {
  void memory.value;
  const { memorySteps, memoryUnits, memoryForgetBias, memoryScale, memorySeed } = settings.peek();
  return { steps: memorySteps, units: memoryUnits, forgetBias: memoryForgetBias, scale: memoryScale, seed: memorySeed };
});

/** A pass with what it was asked for: the two that belong together. */
export interface ComputedPass {
  readonly request: PassRequest;
  readonly pass: Pass;
}

/** The newest pass, and the last one before anything was dragged. */
export const shownPass = signal<ComputedPass | undefined>(undefined);
export const untouchedPass = signal<ComputedPass | undefined>(undefined);

/** Takes what the worker has computed. */
export function showPass(computed: ComputedPass): void {
  batch(() => {
    const { changes: dragged, holds: held } = computed.request;
    if (dragged.length === 0 && held.length === 0) untouchedPass.value = computed;
    shownPass.value = computed;
    failure.value = undefined;
  });
}
