import type { portalTableEnv } from '#shared/tables/env.ts';
import type { PortalTable } from '../storage/portal-table.ts';
import type { Capability } from './capability.ts';

/** Leave for exact actions on the portal's table itself; `byPolicy` adds its index. */
export const onPortalTable = (
  { table }: PortalTable,
  actions: readonly `dynamodb:${string}`[],
  options: { readonly byPolicy?: boolean } = {},
): Capability<typeof portalTableEnv> => ({
  env: { PORTAL_TABLE: table.tableName },
  grant: [
    {
      actions,
      resources: [table.tableArn, ...(options.byPolicy ? [`${table.tableArn}/index/by-policy`] : [])],
    },
  ],
});

/** Tells whether the signed-in account is still live; every endpoint behind the authorizer needs it. */
export const readAccounts = (portal: PortalTable) => onPortalTable(portal, ['dynamodb:GetItem']);
