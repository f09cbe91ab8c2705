import type { registryTableEnv } from '#shared/tables/env.ts';
import type { RegistryTable } from '../storage/registry-table.ts';
import type { Capability } from './capability.ts';

const onRegistry = (
  { table }: RegistryTable,
  action: `dynamodb:${string}`,
  index?: 'by-holder' | 'by-identity',
): Capability<typeof registryTableEnv> => ({
  env: { REGISTRY_TABLE: table.tableName },
  grant: [{ actions: [action], resources: [index ? `${table.tableArn}/index/${index}` : table.tableArn] }],
});

/** The policies of a person. */
export const findPolicies = (registry: RegistryTable) => onRegistry(registry, 'dynamodb:Query', 'by-holder');

/** Whom some identity data may be of. */
export const identifyPersons = (registry: RegistryTable) => onRegistry(registry, 'dynamodb:Query', 'by-identity');

/** One policy by its number. */
export const readPolicies = (registry: RegistryTable) => onRegistry(registry, 'dynamodb:GetItem');

/** Holds a policy's row to what was read, within a transaction. */
export const recheckRegistry = (registry: RegistryTable) => onRegistry(registry, 'dynamodb:ConditionCheckItem');

/** The insurer's rows as they come in: read in batches, written one by one on condition; one import at a time, in order. */
export const writeRegistry = ({ table }: RegistryTable): Capability<typeof registryTableEnv> => ({
  env: { REGISTRY_TABLE: table.tableName },
  grant: [
    {
      actions: [
        'dynamodb:BatchGetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:Query',
        'dynamodb:DeleteItem',
      ],
      resources: [table.tableArn],
    },
  ],
});
