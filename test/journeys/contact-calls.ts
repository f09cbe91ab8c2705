import type { Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { type Answer, callApi } from '#test/support/portal/api.ts';
import { smsTo } from '#test/support/portal/control.ts';
import { lastMailTo, type Session } from '#test/support/portal/customer.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import type { Portal } from '#test/support/portal/portal.ts';

export type SignedIn = { readonly customer: Customer; readonly session: Session };

/** The calls of a customer who changes a contact (R11.2), and the messages that they cause. */
export type ContactCalls = {
  readonly aSignedIn: () => Promise<SignedIn>;
  /** Asks for the wanted contacts, by default with the right password. */
  readonly ask: (one: SignedIn, wanted: object, password?: string) => Promise<Answer>;
  readonly account: (one: SignedIn) => Promise<Answer>;
  readonly followLink: (token: string) => Promise<Answer>;
  readonly typeCode: (one: SignedIn, code: string) => Promise<Answer>;
  /** The token of the newest link that was sent to an address. */
  readonly linkSentTo: (address: string) => Promise<string>;
  /** The newest code that was sent to a number. */
  readonly codeSentTo: (number: string) => Promise<string>;
};

export const contactCalls = (portal: Portal): ContactCalls => ({
  aSignedIn: () => aSignedUpPerson(portal),
  ask: ({ customer, session: { token } }, wanted, password = customer.password) =>
    callApi(portal, 'POST', 'account/contact-changes', { token, body: { password, ...wanted } }),
  account: ({ session: { token } }) => callApi(portal, 'GET', 'account', { token }),
  followLink: (token) => callApi(portal, 'POST', 'contact-changes/confirmation', { body: { token } }),
  typeCode: ({ session: { token } }, code) =>
    callApi(portal, 'POST', 'account/contact-changes/code', { token, body: { code } }),
  async linkSentTo(address) {
    const { text } = await lastMailTo(portal, address, /\/confirm-contact#token=/);
    return /\/confirm-contact#token=([\w-]+)/.exec(text)?.[1] ?? '';
  },
  async codeSentTo(number) {
    const { text } = await eventually('the code', async () => (await smsTo(portal, number)).at(-1));
    return /\b\d{6}\b/.exec(text)?.[0] ?? '';
  },
});
