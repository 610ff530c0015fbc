import type { ComponentChildren } from 'preact';
import type { PageName } from '../shell/pages.js';

/** A small drawing of what a page shows; decoration, so that a screen reader passes over it. */
export function Picture({ page }: { readonly page: Exclude<PageName, 'home'> }) {
  const Drawing = drawings[page];
  return (
    <Frame>
      <Drawing />
    </Frame>
  );
}

const width = 240;
const height = 72;

function Frame({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="picture" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {children}
    </svg>
  );
}

/** 0011 + 0110, the least significant bit on the right, and the carry on its way. */
function Addition() {
  const columns = [
    { bits: '00', carry: true },
    { bits: '01', carry: true },
    { bits: '11', carry: false },
    { bits: '10', carry: false },
  ];
  return columns.map(({ bits, carry }, index) => {
    const x = 36 + index * 56;
    return (
      <g key={index}>
        <circle cx={x} cy="40" r="14" class={carry ? 'hot' : 'cool'} />
        <text x={x} y="14">
          {bits}
        </text>
        {index > 0 && <path class={columns[index - 1]?.carry ? 'wire hot' : 'wire'} d={`M${x - 15} 40h-26m6-5l-6 5l6 5`} />}
      </g>
    );
  });
}

/** A gate that closes, opens and closes. */
function Gates() {
  return (
    <>
      <path class="area" d="M0 60C30 60 40 14 70 14S110 58 140 58S180 24 240 20V72H0Z" />
      <path class="wire hot" d="M0 60C30 60 40 14 70 14S110 58 140 58S180 24 240 20" />
      <path class="wire" d="M0 34C40 30 60 40 90 44S150 20 180 28S220 50 240 46" />
    </>
  );
}

const words = [
  [0, 46, 0.1],
  [52, 30, 0],
  [88, 62, 0.9],
  [156, 38, 0.35],
  [200, 40, -0.6],
] as const;

/** A sentence of which one word decided. */
function Classify() {
  return words.map(([x, length, weight]) => (
    <rect
      key={x}
      x={x}
      y="22"
      width={length}
      height="26"
      rx="5"
      class={weight < 0 ? 'cool' : 'hot'}
      style={{ opacity: 0.15 + 0.85 * Math.abs(weight) }}
    />
  ));
}

/** Characters, each with the activation of a unit behind it. */
function Write() {
  return [...'春眠不觉晓 write'].map((character, index) => {
    const x = 10 + index * 21;
    return (
      <g key={index}>
        <rect
          x={x - 10}
          y="20"
          width="20"
          height="30"
          class={index % 5 < 2 ? 'hot' : 'cool'}
          style={{ opacity: 0.15 + 0.12 * (index % 4) }}
        />
        <text x={x} y="41">
          {character}
        </text>
      </g>
    );
  });
}

/** The shorter bar is ours. */
function Speed() {
  return (
    <>
      <rect x="0" y="14" width="34" height="16" rx="4" class="hot" />
      <rect x="0" y="42" width="236" height="16" rx="4" class="cool" />
    </>
  );
}

const drawings = { addition: Addition, gates: Gates, classify: Classify, write: Write, speed: Speed };
