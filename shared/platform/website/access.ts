import type { Access } from '#shared/platform/access.ts';

/** Publishes the built pages. */
export const publishPages: Access = {
  variables: ['WEBSITE_BUCKET', 'INSURER'],
  grants: [{ on: 'website-bucket', actions: ['s3:PutObject'] }],
};
