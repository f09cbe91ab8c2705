import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { aCustomer } from '#test/builders/customer.ts';
import { registrationOf } from './customer.ts';

const opaque = 'A'.repeat(22);

/** A body in the right form for each endpoint of customers that takes one, by the endpoint's name; it names nobody. */
export const exampleBodies: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  register: registrationOf(aCustomer()),
  'preview-confirmation': { token: opaque },
  'confirm-registration': { token: opaque },
  'sign-in': { username: 'nobody', password: 'anything' },
  'choose-password': { username: 'nobody', challengeToken: 'abc', newPassword: 'hosszú új jelszavam' },
  'take-second-step': { code: '123456' },
  'choose-second-step': { password: 'abc', on: true },
  'recover-access': { email: 'nobody@mail.example', mobile: '06 30 111 2222' },
  'change-password': { currentPassword: 'abc', newPassword: 'hosszú új jelszavam' },
  'cancel-registration': { password: 'abc' },
  'enrol-policy': { acceptPaymentMethodChange: true },
  'change-language': { language: 'en' },
  'change-reminders': { beforeEnd: true, unread: false },
  'change-contact': { password: 'abc', email: 'new@mail.example', mobile: '06 30 111 2222' },
  'confirm-email': { token: opaque },
  'confirm-mobile': { code: '123456' },
  'stop-correction': { token: opaque },
  'check-authenticity': { sha256: '0'.repeat(64) },
  'challenge-new-passkey': { password: 'abc' },
  'add-passkey': {
    name: 'Telefonom',
    credential: { id: opaque, clientDataJSON: opaque, attestationObject: opaque },
  },
  'rename-passkey': { name: 'Telefonom' },
  'sign-in-by-passkey': {
    credential: {
      id: opaque,
      clientDataJSON: opaque,
      authenticatorData: opaque,
      signature: opaque,
      userHandle: opaque,
    },
  },
};

const exampleIds: Readonly<Record<string, string>> = {
  registrationId: opaque,
  policyId: Buffer.from('P-1').toString('base64url'),
  documentId: '01HZZZZZZZZZZZZZZZZZZZZZZZ',
  identificationId: opaque,
  passkeyId: 'A'.repeat(43),
};

/**
 * An endpoint's address below `/api/`, with `ids`, and for the others ids in the right form that nothing has. Throws for an id
 * without an example.
 */
export const exampleAddress = ({ path }: EndpointContract, ids: Readonly<Record<string, string>> = {}): string =>
  path.slice('/api/'.length).replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name] ?? exampleIds[name];
    if (id === undefined) throw new Error(`{${name}} has no example`);
    return id;
  });
