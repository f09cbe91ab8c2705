import { BriefcaseBusiness, Car, CarFront, House, type IconNode, Umbrella } from 'lucide';
import type { Product } from '#shared/contract/fields.ts';

/** What each line of business looks like, beside its name. */
export const productIcons: Readonly<Record<Product, IconNode>> = {
  kgfb: Car,
  casco: CarFront,
  home: House,
  business: BriefcaseBusiness,
  other: Umbrella,
};
