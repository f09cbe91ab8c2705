import { type AccessOf, onPortalTable } from '#shared/platform/access.ts';
import type { Notices } from './notice.ts';

export const notices: AccessOf<Notices> = {
  read: onPortalTable('Query'),
  lease: onPortalTable('UpdateItem'),
  release: onPortalTable('UpdateItem'),
  remove: onPortalTable('DeleteItem'),
  recipientOf: onPortalTable('GetItem'),
};
