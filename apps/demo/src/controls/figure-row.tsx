import type { ComponentChildren } from 'preact';

/** Some figures beside each other, each under its name. */
export function FigureRow({ figures }: { readonly figures: readonly { readonly name: string; readonly value: ComponentChildren }[] }) {
  return (
    <dl class="figures">
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
