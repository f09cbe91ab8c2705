import type { Access } from '#shared/platform/access.ts';

/** Pseudonyms of contacts and identity data; the secret is read once, at init. */
export const pseudonyms: Access = {
  variables: ['PSEUDONYM_SECRET_ARN'],
  grants: [{ on: 'pseudonym-secret', actions: ['secretsmanager:GetSecretValue'] }],
};
