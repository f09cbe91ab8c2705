import type { IconNode } from 'lucide';
import { h } from 'preact';

type IconProps = { readonly of: IconNode; readonly class?: string };

/** A decorative icon of the kept set (lucide), in the colour of the text beside it; only what is imported is in the page. */
export function Icon({ of, class: name = '' }: IconProps) {
  return (
    <svg
      class={`icon ${name}`}
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes], index) => h(tag, { key: index, ...attributes }))}
    </svg>
  );
}
