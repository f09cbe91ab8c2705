/** The variables that name the two tables. */
export const portalTableEnv = ['PORTAL_TABLE'] as const;
export const registryTableEnv = ['REGISTRY_TABLE'] as const;
