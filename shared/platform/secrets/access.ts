/** The partition of the portal's table with the secrets' fingerprints. Data only: the stack grants functions no more than it. */
export const secretsPartition = 'SECRETS';
