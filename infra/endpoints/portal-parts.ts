import type { PortalApi } from '../api.ts';
import type { makePseudonyms } from '../capabilities/identity.ts';
import type { sendMail, sendSms } from '../capabilities/messages.ts';
import type { joinPersons } from '../capabilities/persons.ts';
import type { CustomerPool } from '../identity/user-pool.ts';
import type { Settings } from '../settings.ts';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';
import type { PortalTable } from '../storage/portal-table.ts';
import type { RegistryTable } from '../storage/registry-table.ts';

/** What the endpoints are made of: the stack makes each once. */
export type PortalParts = {
  readonly api: PortalApi;
  readonly portal: PortalTable;
  readonly registry: RegistryTable;
  readonly documents: DocumentsBucket;
  readonly customers: CustomerPool;
  readonly settings: Settings;
  /** Capabilities that many share. */
  readonly persons: ReturnType<typeof joinPersons>;
  readonly pseudonyms: ReturnType<typeof makePseudonyms>;
  readonly mail: ReturnType<typeof sendMail>;
  readonly sms: ReturnType<typeof sendSms>;
};
