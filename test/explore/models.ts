import { accountsModel } from './accounts/model.ts';
import { changesModel } from './changes/model.ts';
import { deliveryModel } from './delivery/model.ts';
import type { Model } from './harness/model.ts';
import { registryModel } from './registry/model.ts';

/** Every model, by its name. */
export const models: ReadonlyMap<string, Model> = new Map(
  [deliveryModel, accountsModel, changesModel, registryModel].map((model) => [model.name, model]),
);

/** @throws Error for a name that no model has */
export function modelOf(name: string): Model {
  const model = models.get(name);
  if (!model) throw new Error(`No model ${name}: ${[...models.keys()].join(', ')}`);
  return model;
}
