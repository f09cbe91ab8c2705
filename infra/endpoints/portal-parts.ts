import type { Access } from '#shared/platform/access.ts';
import type { PortalApi } from '../api.ts';
import type { Settings } from '../settings.ts';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';
import type { Stores } from '../stores.ts';

/** What the endpoints and workers are made of: the stack makes each once. */
export type PortalParts = {
  readonly api: PortalApi;
  readonly documents: DocumentsBucket;
  readonly settings: Settings;
  /** What stands behind the names that accesses use. */
  readonly stores: Stores;
  /** Finding one person's customerIds: reads nothing where each customerId is a person (R9.2a). */
  readonly persons: Access;
};
