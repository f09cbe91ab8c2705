import * as v from 'valibot';
import { defineEndpoint } from './endpoint.ts';
import {
  email,
  identity,
  instant,
  mailUnreachableReason,
  mobile,
  opaqueToken,
  pastedToken,
  secondStepView,
} from './fields.ts';

/**
 * The calls with which TeleBiztosító serves callers (R10), signed with the agent's own AWS credentials. All but `sms-health` and
 * `identify-caller` name an identification, which is bound to that agent and that person.
 */
const identification = '/api/helpdesk/identifications';
const identificationPath = v.strictObject({ identificationId: opaqueToken });

/** How each field compares with the insurer's registry, or with what the caller said; never the values (R10.2). */
const judgement = v.picklist(['exact', 'folded', 'different']);
const judgedFields = v.strictObject({
  birthDate: judgement,
  name: judgement,
  birthName: judgement,
  birthPlace: judgement,
  mothersName: judgement,
});

const smsOutcome = v.picklist(['accepted', 'refused', 'sent', 'taken-by-carrier', 'delivered', 'undelivered']);
const mailOutcome = v.picklist(['sent', 'delivered', 'bounced', 'complained', 'rejected']);

export const showSmsHealth = defineEndpoint({
  name: 'show-sms-health',
  summary: 'Whether SMS sending works now; needs no identified caller (R10.1)',
  method: 'GET',
  path: '/api/helpdesk/sms-health',
  auth: 'iam',
  answers: {
    200: v.strictObject({
      lastAcceptedAt: v.optional(instant),
      /** Delivered, or taken by the carrier if it reports no more. */
      lastSuccessAt: v.optional(instant),
      lastFailureAt: v.optional(instant),
      /** In the last 60 minutes. */
      successesLastHour: v.number(),
      failuresLastHour: v.number(),
      canary: v.optional(v.strictObject({ sentAt: instant, outcome: smsOutcome, outcomeAt: instant })),
    }),
  },
  problems: [],
});

export const identifyCaller = defineEndpoint({
  name: 'identify-caller',
  summary:
    'Identifies the caller by natural identity data for a quarter of an hour; returns which fields matched (R10.2)',
  method: 'POST',
  path: identification,
  auth: 'iam',
  body: v.strictObject({ identity }),
  answers: {
    201: v.strictObject({ identificationId: opaqueToken, validUntil: instant, fields: judgedFields }),
  },
  problems: ['identification-failed'],
});

export const showAccount = defineEndpoint({
  name: 'show-account',
  summary: "The caller's registration: state, lock, last mails and SMS with their outcomes, masked mobile (R10.2)",
  method: 'GET',
  path: `${identification}/{identificationId}/account`,
  auth: 'iam',
  pathParameters: identificationPath,
  answers: {
    200: v.strictObject({
      /** `pending`: not confirmed by e-mail yet · `frozen`: contested · `closing`: cancelled, being erased. */
      state: v.picklist(['none', 'pending', 'active', 'frozen', 'closing']),
      /** Of a frozen registration: since when, and whether this agent may decide it (R10.4). */
      contest: v.optional(v.strictObject({ openedAt: instant, mayDecide: v.boolean() })),
      mobile: v.optional(v.string()),
      email: v.optional(v.string()),
      registeredAt: v.optional(instant),
      firstPasswordChosen: v.optional(v.boolean()),
      /** Of the open lane, in which everybody signs in who shows nothing else (R3.2b). */
      lockedUntil: v.optional(instant),
      attemptsLeft: v.optional(v.number()),
      /** Further lanes that are locked: a browser that has signed the caller in before, or the link of a recovery mail. */
      lockedLanes: v.optional(
        v.array(v.strictObject({ lane: v.picklist(['device', 'recovery']), lockedUntil: instant })),
      ),
      mailUnreachableSince: v.optional(instant),
      mailUnreachableReason: v.optional(mailUnreachableReason),
      /** Why and since when the mail service sends nothing to the address; `unknown`: it did not answer (R10.5). */
      mailSuppression: v.optional(
        v.union([v.literal('unknown'), v.strictObject({ reason: mailUnreachableReason, since: instant })]),
      ),
      /** A correction that is not in force yet. */
      coming: v.optional(v.strictObject({ kind: v.picklist(['mobile', 'email']), to: v.string(), from: instant })),
      /** The caller has chosen that a password alone signs nobody in: since when, and when a recovery ends it. No helpdesk call does. */
      secondStep: v.optional(secondStepView),
      /** Newest first. */
      sms: v.array(
        v.strictObject({ at: instant, outcome: smsOutcome, outcomeAt: instant, code: v.optional(v.string()) }),
      ),
      mails: v.array(
        v.strictObject({ at: instant, purpose: v.string(), outcome: mailOutcome, outcomeAt: v.optional(instant) }),
      ),
    }),
  },
  problems: ['identification-required'],
});

const corrected = v.strictObject({
  outcome: v.picklist(['corrected', 'waiting']),
  /** When a `waiting` correction comes into force, unless the customer stops it (the mail to the old address has the link). */
  from: v.optional(instant),
  /** Whether the mail service took the mail to the old address. */
  oldAddressTold: v.boolean(),
});

export const compareMobile = defineEndpoint({
  name: 'compare-mobile',
  summary: 'Compares the number that the caller says; `correct` replaces the one on file (R10.2)',
  method: 'POST',
  path: `${identification}/{identificationId}/mobile`,
  auth: 'iam',
  pathParameters: identificationPath,
  body: v.strictObject({ mobile, correct: v.optional(v.boolean(), false) }),
  answers: {
    200: v.union([
      /** The number on file: in full if it is the caller's, otherwise masked. */
      v.strictObject({ outcome: v.picklist(['matches', 'differs']), mobile: v.string() }),
      corrected,
    ]),
  },
  problems: ['identification-required', 'registration-not-found', 'contact-taken'],
});

export const correctEmail = defineEndpoint({
  name: 'correct-email',
  summary: 'Corrects the e-mail address on file; the old address gets a mail (R10.2)',
  method: 'PUT',
  path: `${identification}/{identificationId}/email`,
  auth: 'iam',
  pathParameters: identificationPath,
  body: v.strictObject({ email }),
  answers: { 200: corrected },
  problems: ['identification-required', 'registration-not-found', 'contact-taken'],
});

export const resendPassword = defineEndpoint({
  name: 'resend-password',
  summary: 'Sends a new temporary password by SMS to the number on file; earlier sessions end (R10.2)',
  method: 'POST',
  path: `${identification}/{identificationId}/password-sms`,
  auth: 'iam',
  pathParameters: identificationPath,
  answers: { 202: v.strictObject({ mobile: v.string() }) },
  problems: ['identification-required', 'registration-not-found', 'sms-failed'],
});

export const liftLock = defineEndpoint({
  name: 'lift-lock',
  summary: 'Lifts the locks after three wrong passwords, in all lanes (R10.2)',
  method: 'DELETE',
  path: `${identification}/{identificationId}/lock`,
  auth: 'iam',
  pathParameters: identificationPath,
  answers: { 200: v.strictObject({ wasLocked: v.boolean() }) },
  problems: ['identification-required', 'registration-not-found'],
});

export const liftSuppression = defineEndpoint({
  name: 'lift-suppression',
  summary: "Takes the e-mail address on file off the mail service's suppression list (R10.5)",
  method: 'DELETE',
  path: `${identification}/{identificationId}/mail-suppression`,
  auth: 'iam',
  pathParameters: identificationPath,
  answers: { 200: v.strictObject({ wasSuppressed: v.boolean() }) },
  problems: ['identification-required', 'registration-not-found'],
});

export const showRegistrationAttempts = defineEndpoint({
  name: 'show-registration-attempts',
  summary: "Why the caller's earlier registrations failed: which fields matched, never the values (R10.2)",
  method: 'GET',
  path: `${identification}/{identificationId}/registration-attempts`,
  auth: 'iam',
  pathParameters: identificationPath,
  answers: {
    200: v.strictObject({
      attempts: v.array(
        v.strictObject({ at: instant, problem: v.string(), reason: v.optional(v.string()), fields: judgedFields }),
      ),
    }),
  },
  problems: ['identification-required'],
});

export const openContest = defineEndpoint({
  name: 'open-contest',
  summary:
    'Freezes the registration that somebody else made under the caller’s data, until another agent decides; repeating changes nothing (R10.4)',
  method: 'POST',
  path: '/api/helpdesk/contests',
  auth: 'iam',
  body: identificationPath,
  answers: { 200: v.strictObject({ state: v.literal('frozen'), openedAt: instant }) },
  problems: ['identification-required', 'registration-not-found'],
});

export const decideContest = defineEndpoint({
  name: 'decide-contest',
  summary:
    'Decides a contest, by another agent: `confirmed` ends the registration, and the holder can register; `rejected` makes it active again (R10.4)',
  method: 'POST',
  path: '/api/helpdesk/contests/confirmation',
  auth: 'iam',
  body: v.strictObject({ identificationId: opaqueToken, outcome: v.picklist(['confirmed', 'rejected']) }),
  answers: {
    200: v.strictObject({
      outcome: v.picklist(['confirmed', 'rejected']),
      /** Of a confirmed contest: whether the holder can register now; otherwise in some minutes. */
      isErased: v.optional(v.boolean()),
    }),
  },
  problems: ['identification-required', 'registration-not-found', 'second-agent-required'],
});

export const stopCorrection = defineEndpoint({
  name: 'stop-correction',
  summary:
    "Stops a helpdesk correction that is not in force yet, or the end of a customer's second step after a recovery, by the link of the mail about it",
  method: 'POST',
  path: '/api/corrections/stop',
  auth: 'none',
  body: v.strictObject({ token: pastedToken }),
  answers: { 204: null },
  problems: ['confirmation-expired'],
});
