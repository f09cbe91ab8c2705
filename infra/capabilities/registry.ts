import type { registryTableEnv } from '#shared/tables/env.ts';
import type { RegistryTable } from '../storage/registry-table.ts';
import type { Capability } from './capability.ts';

/** Policies by number, persons, and the policies of a person. */
export const readRegistry = ({ table }: RegistryTable): Capability<typeof registryTableEnv> => ({
  env: { REGISTRY_TABLE: table.tableName },
  grant: [
    { actions: ['dynamodb:GetItem'], resources: [table.tableArn] },
    {
      actions: ['dynamodb:Query'],
      resources: [`${table.tableArn}/index/by-holder`, `${table.tableArn}/index/by-identity`],
    },
  ],
});

/** The insurer's rows as they come in: read in batches, written one by one on condition. */
export const writeRegistry = ({ table }: RegistryTable): Capability<typeof registryTableEnv> => ({
  env: { REGISTRY_TABLE: table.tableName },
  grant: [{ actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'], resources: [table.tableArn] }],
});

/** Whether the insurer knows a policy, asked only to name the right reason of a refusal. */
export const knowPolicies = ({ table }: RegistryTable): Capability<typeof registryTableEnv> => ({
  env: { REGISTRY_TABLE: table.tableName },
  grant: [{ actions: ['dynamodb:GetItem'], resources: [table.tableArn] }],
});

/** Holds a policy's row to what was read, within a transaction. */
export const recheckRegistry = ({ table }: RegistryTable): Capability<typeof registryTableEnv> => ({
  env: { REGISTRY_TABLE: table.tableName },
  grant: [{ actions: ['dynamodb:ConditionCheckItem'], resources: [table.tableArn] }],
});
