import * as account from './account.ts';
import * as documents from './documents.ts';
import type { EndpointContract } from './endpoint.ts';
import * as helpdesk from './helpdesk.ts';
import * as passkeys from './passkeys.ts';
import * as policies from './policies.ts';
import * as registrations from './registrations.ts';
import * as session from './session.ts';

const { addPasskey, challengeNewPasskey, challengePasskey, removePasskey, renamePasskey, signInByPasskey } = passkeys;

/** The whole API by endpoint. */
export const contract = {
  ...registrations,
  ...session,
  ...account,
  ...{ addPasskey, challengeNewPasskey, challengePasskey, removePasskey, renamePasskey, signInByPasskey },
  ...policies,
  ...documents,
  ...helpdesk,
} as const satisfies Record<string, EndpointContract>;

export type Contract = typeof contract;
