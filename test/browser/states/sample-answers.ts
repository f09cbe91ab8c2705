import type { ProblemCode } from '#shared/contract/problems.ts';
import { type Answers, refuses, says } from './canned-api.ts';

const hour = 3_600_000;
const token = 'a'.repeat(43);
const uploadedAt = '2026-09-30T08:15:00.000Z';
const availableUntil = '2027-10-30T23:00:00.000Z';

export const tokens = () => ({ accessToken: 'x.y.z', expiresAt: new Date(Date.now() + hour).toISOString() });

/** Long words, which must fit the page on a small telephone too. */
const longNumber = 'KGFB/2019/000123456789-0001-AB';

const aDocument = (index: number, changes: object = {}) => ({
  documentId: `01J${String(index).padStart(10, '0')}`,
  policyNumber: index % 2 ? longNumber : 'P-0000000017',
  kind: (['policy', 'invoice', 'certificate', 'notice', 'other'] as const)[index % 5],
  ...(index === 6 ? {} : { product: index % 2 ? 'kgfb' : 'home' }),
  fileName: index === 8 ? 'DIJ_2027_01_felszolitas_es_csekk.pdf' : 'Díjbekérő.pdf',
  title: index === 9 ? 'Kötelezőgépjárműfelelősségbiztosításidíjesedékességiértesítő_2026' : `Díjbekérő ${index}`,
  size: 84_000 + index,
  sha256: '0'.repeat(64),
  uploadedAt,
  availableUntil,
  ...changes,
});

const aPolicy = (index: number, changes: object = {}) => ({
  policyId: `cG9saWN5${index}`,
  policyNumber: index ? `P-000000001${index}` : longNumber,
  product: 'home',
  state: 'valid',
  paymentMethod: 'bank-transfer',
  eposta: 'enrolled',
  ...changes,
});

const account = {
  username: 'szabone.kiss.anna-katalin+biztositas',
  email: 'nagyon.hosszu.email-cim.amely-nem-fer-ki@levelezorendszer.mail.example',
  mobile: '+36301234567',
  language: 'hu',
  registeredAt: '2026-03-01T10:00:00.000Z',
  reminders: { beforeEnd: true, unread: true },
  passkeys: [],
};

/** Two passkeys, one of them with a name as long as names may be. */
export const twoPasskeys = [
  {
    passkeyId: 'A'.repeat(43),
    name: 'Nagyonhosszúnevűtelefonomamelyikmindigakonyhaasztalonszokott',
    addedAt: uploadedAt,
  },
  { passkeyId: 'B'.repeat(43), name: 'Kulcs', addedAt: uploadedAt, lastUsedAt: uploadedAt },
];

/** The account with other data than the usual ones. */
export const accountWith = (changes: object) => says('getAccount', 200, { ...account, ...changes });
const mailUnreachableSince = '2026-10-01T09:00:00.000Z';
export const mailsCameBack = accountWith({ mailUnreachableSince, mailUnreachableReason: 'bounced' });
export const mailsUnwanted = accountWith({ mailUnreachableSince, mailUnreachableReason: 'complained' });

/** Somebody asked the helpdesk for another number (R10.2). */
export const correctionWaits = accountWith({
  correction: { kind: 'mobile', to: '+36 70 *** **43', from: '2026-12-03T12:00:00.000Z' },
});

/** Where a customer wants to be reached from now on (R11.2). */
export const newContacts = {
  email: 'meg.hosszabb.uj-email-cim.amely-nem-fer-ki@levelezorendszer.mail.example',
  mobile: '+36709876543',
};

/** What the settings may say about the insurer, by the page's own meta elements. */
export const insurer = {
  'terms-url': 'https://insurer.example/eposta-feltetelek.pdf',
  'bank-account': 'HU42 1177 3016 1111 1018 0000 0000',
  'payment-reference': 'Díj {policyNumber}',
  'beneficiary-name': 'Minta Biztosító Nyilvánosan Működő Részvénytársaság',
  'creditor-id': 'A12345678T200',
};

/** One is withdrawn, one read. */
const ofEveryKind = [0, 1, 2, 3, 4].map((index) =>
  aDocument(9 - index, index === 2 ? { withdrawnAt: uploadedAt } : index === 3 ? { readAt: uploadedAt } : {}),
);

export const documentPages = {
  none: says('listDocuments', 200, { documents: [] }),
  first: says('listDocuments', 200, { documents: ofEveryKind, cursor: 'bmV4dA' }),
  /** No more follow. */
  only: says('listDocuments', 200, { documents: ofEveryKind }),
  last: says('listDocuments', 200, {
    documents: [aDocument(4, { uploadedAt: '2026-01-15T08:15:00.000Z', availableUntil: '2027-02-15T23:00:00.000Z' })],
  }),
};

export const policies = {
  none: says('listPolicies', 200, { policies: [] }),
  /** Every product, payment method, state and reason. */
  all: says('listPolicies', 200, {
    policies: [
      aPolicy(0, { product: 'kgfb', paymentMethod: 'direct-debit' }),
      aPolicy(1, { product: 'casco', eposta: 'available', paymentMethod: 'direct-debit' }),
      aPolicy(2, { eposta: 'available', paymentMethod: 'postal-cheque', paymentMethodAfter: 'bank-transfer' }),
      aPolicy(3, {
        ...{ product: 'business', paymentMethod: 'postal-cheque', paymentMethodAfter: 'bank-transfer' },
        switchRequestedAt: uploadedAt,
      }),
      aPolicy(4, { product: 'other', eposta: 'not-eligible', reason: 'product-not-offered' }),
      aPolicy(5, { state: 'terminated', eposta: 'not-eligible', reason: 'policy-terminated' }),
      aPolicy(6, { paymentMethod: 'card', eposta: 'not-eligible', reason: 'payment-method-not-accepted' }),
    ],
  }),
};

const everyEvent = [
  'uploaded',
  'announced',
  'delivered',
  'bounced',
  'complained',
  'rejected',
  'reminded',
  'viewed',
  'saved',
];
export const history = says('listEvidence', 200, {
  events: [...everyEvent, 'withdrawn', 'expired'].map((event) => ({ event, at: uploadedAt })),
});

export const confirmed = (passwordSms: 'sent' | 'failed') =>
  says('confirmRegistration', 201, {
    username: account.username,
    mobile: '+36 30 *** **67',
    passwordSms,
    registrationId: token,
  });

export const genuine = says('checkAuthenticity', 200, { genuine: true, kind: 'invoice', uploadedAt });

/** A token as in a mail's link. */
export const linkToken = token;

/** Nobody is signed in, and all goes well. */
export const visitor: Answers = {
  refreshSession: refuses('session-ended'),
  signIn: says('signIn', 200, { challenge: 'new-password', challengeToken: 'c' }),
  takeSecondStep: says('takeSecondStep', 200, { codeGoodUntil: '2026-12-03T12:00:00.000Z' }),
  recoverAccess: says('recoverAccess', 202),
  register: says('register', 202, { registrationId: token }),
  resendConfirmation: says('resendConfirmation', 202),
  previewConfirmation: says('previewConfirmation', 200, {
    mobile: '+36 30 *** **67',
    policies: [
      { product: 'kgfb', policyNumber: '********6789' },
      { product: 'business', policyNumber: '********0017' },
    ],
  }),
  confirmRegistration: confirmed('sent'),
  resendPasswordSms: says('resendPasswordSms', 202),
  confirmEmail: says('confirmEmail', 204),
  stopCorrection: says('stopCorrection', 204),
  checkAuthenticity: says('checkAuthenticity', 200, { genuine: false }),
};

/** A signed-in customer with all there is, and all goes well. */
export const customer: Answers = {
  ...visitor,
  refreshSession: says('refreshSession', 200, tokens()),
  endSessions: says('endSessions', 204),
  signOut: says('signOut', 204),
  getAccount: accountWith({}),
  listDocuments: [documentPages.first, documentPages.last],
  listPolicies: policies.all,
  listEvidence: history,
  linkDocument: refuses('document-not-found'),
  changePassword: says('changePassword', 204),
  chooseSecondStep: says('chooseSecondStep', 204),
  changeLanguage: says('changeLanguage', 204),
  changeReminders: says('changeReminders', 204),
  changeContact: says('changeContact', 202),
  confirmMobile: says('confirmMobile', 204),
  cancelRegistration: says('cancelRegistration', 204),
  endEnrolment: says('endEnrolment', 204),
  enrolPolicy: says('enrolPolicy', 200, aPolicy(1, { product: 'casco' })),
};

/** What a problem brings beside its code, where its words depend on that. */
export const facts: Readonly<Partial<Record<ProblemCode, readonly Readonly<Record<string, unknown>>[]>>> = {
  'wrong-credentials': [{ attemptsLeft: 2 }, { attemptsLeft: 1 }],
  'wrong-password': [{ attemptsLeft: 1 }],
  locked: [{ lockedUntil: '2026-12-01T09:30:00.000Z' }],
  'too-many-codes': [{ until: '2026-12-01T09:30:00.000Z' }],
  'not-eligible': [{ reason: 'only-postal-cheque' }, { reason: 'no-valid-policy' }],
};
