import type { Product } from '#shared/contract/fields.ts';
import { useWords } from '../../language/language.tsx';
import { Icon } from '../../layout/icon.tsx';
import { productIcons } from './product-icons.ts';

/** A line of business with its icon. */
export function ProductName({ of: product }: { of: Product }) {
  const { registration } = useWords();
  return (
    <span class="product">
      <Icon of={productIcons[product]} />
      <span>{registration.products[product]}</span>
    </span>
  );
}
