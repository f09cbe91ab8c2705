import type { Contract } from '#shared/contract/contract.ts';
import type { AnswerOf, BodyOf, PathOf, QueryOf } from '#shared/contract/endpoint.ts';

/**
 * The calls the pages make. The contract itself brings the validation library along, which a page does not need: here
 * are only method, path and auth, and a row that differs from the contract does not compile.
 */
export const endpoints = {
  register: ['POST', '/api/registrations', 'none'],
  previewConfirmation: ['POST', '/api/registrations/confirmation/preview', 'none'],
  confirmRegistration: ['POST', '/api/registrations/confirmation', 'none'],
  resendConfirmation: ['POST', '/api/registrations/{registrationId}/confirmation-mail', 'none'],
  resendPasswordSms: ['POST', '/api/registrations/{registrationId}/password-sms', 'none'],
  signIn: ['POST', '/api/session', 'none'],
  takeSecondStep: ['POST', '/api/session/second-step', 'none'],
  choosePassword: ['POST', '/api/session/new-password', 'none'],
  refreshSession: ['POST', '/api/session/refresh', 'none'],
  signOut: ['DELETE', '/api/session', 'none'],
  endSessions: ['DELETE', '/api/sessions', 'account'],
  recoverAccess: ['POST', '/api/recoveries', 'none'],
  getAccount: ['GET', '/api/account', 'account'],
  chooseSecondStep: ['PUT', '/api/account/second-step', 'account'],
  changePassword: ['PUT', '/api/account/password', 'account'],
  changeLanguage: ['PUT', '/api/account/language', 'account'],
  changeReminders: ['PUT', '/api/account/reminders', 'account'],
  changeContact: ['POST', '/api/account/contact-changes', 'account'],
  confirmMobile: ['POST', '/api/account/contact-changes/code', 'account'],
  challengeNewPasskey: ['POST', '/api/account/passkey-challenge', 'account'],
  addPasskey: ['POST', '/api/account/passkeys', 'account'],
  renamePasskey: ['PUT', '/api/account/passkeys/{passkeyId}', 'account'],
  removePasskey: ['DELETE', '/api/account/passkeys/{passkeyId}', 'account'],
  challengePasskey: ['POST', '/api/session/passkey/challenge', 'none'],
  signInByPasskey: ['POST', '/api/session/passkey', 'none'],
  cancelRegistration: ['DELETE', '/api/account', 'account'],
  listPolicies: ['GET', '/api/policies', 'account'],
  enrolPolicy: ['PUT', '/api/policies/{policyId}/eposta', 'account'],
  endEnrolment: ['DELETE', '/api/policies/{policyId}/eposta', 'account'],
  listDocuments: ['GET', '/api/documents', 'account'],
  linkDocument: ['GET', '/api/documents/{documentId}/link', 'account'],
  listEvidence: ['GET', '/api/documents/{documentId}/evidence', 'account'],
  confirmEmail: ['POST', '/api/contact-changes/confirmation', 'none'],
  stopCorrection: ['POST', '/api/corrections/stop', 'none'],
  checkAuthenticity: ['POST', '/api/authenticity', 'none'],
} as const satisfies {
  readonly [N in keyof Contract]?: readonly [Contract[N]['method'], Contract[N]['path'], Contract[N]['auth']];
};

export type EndpointName = keyof typeof endpoints;

type Part<K extends string, T> = [T] extends [undefined] ? unknown : { readonly [P in K]: T };
type InputOf<N extends EndpointName> = Part<'path', PathOf<Contract[N]>> &
  Part<'query', QueryOf<Contract[N]>> &
  Part<'body', BodyOf<Contract[N]>>;

/** What a call needs beside its name: nothing, or an object with the parts that the contract declares. */
export type InputFor<N extends EndpointName> = unknown extends InputOf<N> ? [] : [input: InputOf<N>];

/** Status and body of an answer that is no error. */
export type AnswerTo<N extends EndpointName> = AnswerOf<Contract[N]>;

/** One document as the list shows it. */
export type DocumentView = AnswerTo<'listDocuments'>['body']['documents'][number];

/** One thing that happened to a document. */
export type EvidenceEvent = AnswerTo<'listEvidence'>['body']['events'][number]['event'];

/** One policy with what electronic post is or could be for it. */
export type PolicyView = AnswerTo<'listPolicies'>['body']['policies'][number];

/** The signed-in customer's own data. */
export type AccountView = AnswerTo<'getAccount'>['body'];

/** A passkey of the customer. */
export type PasskeyView = AccountView['passkeys'][number];

/** Whether a file is one that the insurer delivered. */
export type Authenticity = AnswerTo<'checkAuthenticity'>['body'];

/** What confirming a registration will enrol. */
export type ConfirmationPreview = AnswerTo<'previewConfirmation'>['body'];

/** What confirming a registration brought about. */
export type ConfirmedRegistration = AnswerTo<'confirmRegistration'>['body'];
