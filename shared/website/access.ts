import { type Access, settings } from '#shared/platform/access.ts';

/** Publishes the built pages. */
export const publishPages: Access = {
  variables: ['WEBSITE_BUCKET', 'INSURER'],
  grants: [{ on: 'website-bucket', actions: ['s3:PutObject'] }],
};

export const portalOrigin = settings('PORTAL_ORIGIN');
