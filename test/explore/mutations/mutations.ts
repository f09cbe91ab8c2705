import { accountsMutations } from './accounts-mutations.ts';
import { changesMutations } from './changes-mutations.ts';
import { deliveryMutations } from './delivery-mutations.ts';
import type { Mutation } from './mutation.ts';
import { registryMutations } from './registry-mutations.ts';

/** Every fault that `npm run explore -- --mutations` puts in. */
export const mutations: readonly Mutation[] = [
  ...deliveryMutations,
  ...accountsMutations,
  ...changesMutations,
  ...registryMutations,
];

/** How often a text occurs in another. */
export const occurrences = (text: string, within: string): number => within.split(text).length - 1;
