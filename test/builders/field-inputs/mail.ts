/** Links and mail events as others might damage or send them too, beside what the field reported; at least ten of each kind. */

export const token = 'Zz_-9876543210abcdefghijklmnopqrstuvwxyzXYZ';
const half = `${token.slice(0, 21)}`;
const rest = token.slice(21);

/** What somebody opened, and the page that it should lead to. */
type Link = readonly [opened: string, page: string];
const damagedLinks: readonly Link[] = [
  [`/confirm%23token=${token}%20`, 'confirm'],
  [`/confirm%23token=${token}).`, 'confirm'],
  [`/confirm%23token=${token}&amp;utm_source=mail`, 'confirm'],
  [`/confirm%23token=${token}%26fbclid=x`, 'confirm'],
  [`/confirm%25252523token=${token}`, 'confirm'],
  [`/CONFIRM%23TOKEN=${token}`, 'confirm'],
  [`/confirm/?token=${token}`, 'confirm'],
  [`/confirm#token=3D${token}`, 'confirm'],
  [`/confirm#token=${half}=%0D%0A${rest}`, 'confirm'],
  [`/confirm#token=${token}…`, 'confirm'],
  [`/confirm#token=${token}“`, 'confirm'],
  [`/confirm#token=${token}»`, 'confirm'],
  [`/confirm#token=${token}]`, 'confirm'],
  [`/confirm#token=${token}*`, 'confirm'],
  [`/confirm#token=${token}\u200b`, 'confirm'],
  [`/confirm#token=${token}%C2%A0`, 'confirm'],
  [`/confirm#/token=${token}`, 'confirm'],
  [`/confirm#!token=${token}`, 'confirm'],
  [`/confirm-contact%23token=${token},`, 'confirm-contact'],
  [`/stop-correction?token=${token}&x=1`, 'stop-correction'],
];
/** Links that lost their token: the page asks for the code. */
const droppedFragments: readonly Link[] = [
  ['/confirm/', 'confirm'],
  ['/confirm?', 'confirm'],
  ['/confirm#', 'confirm'],
  ['/confirm%23', 'confirm'],
  ['/confirm%23token', 'confirm'],
  ['/confirm%23token=', 'confirm'],
  ['/confirm?utm_campaign=x', 'confirm'],
  ['/confirm...', 'confirm'],
  ['/confirm>', 'confirm'],
  ['/Confirm.', 'confirm'],
  ['/confirm?token=', 'confirm'],
  ['/confirm-contact%23', 'confirm-contact'],
  ['/stop-correction.', 'stop-correction'],
];
/** What somebody pastes into the field for the code. */
const pastedCodes: readonly (readonly [text: string])[] = [
  [token],
  [` ${token}\t`],
  [`${half}\r\n${rest}`],
  [`${half}=\r\n${rest}`],
  [`„${token}”`],
  [`(${token}),`],
  [`\u2068${token}\u2069`],
  [`kód: ${token}`],
  [`token=${token}`],
  [`https://portal.example/confirm#token=${token}`],
  [`<https://portal.example/confirm#token=${token}>`],
  [`https://portal.example/confirm%23token=${token})`],
  [`https://urldefense.example/v3/__https://portal.example/confirm*token=${token}__;Iw!!x`],
  [`https://eur01.safelinks.example/?url=https%3A%2F%2Fportal.example%2Fconfirm%23token%3D${token}&data=05%7C01`],
];

const at = '2027-01-31T10:00:03Z';
const recipient = { emailAddress: 'minta@example.org' };
type Event = readonly [what: string, type: 'Bounce' | 'Complaint', feedback: object, outcome: string];
const general = { bounceType: 'Transient', bounceSubType: 'General', timestamp: at };
const feedback: readonly Event[] = [
  ['not-spam', 'Complaint', { complaintFeedbackType: 'not-spam', timestamp: at }, 'not-spam'],
  ['Not-Spam', 'Complaint', { complaintFeedbackType: 'Not-Spam', timestamp: at }, 'not-spam'],
  [
    'not-spam of a kind of program',
    'Complaint',
    { complaintFeedbackType: 'not-spam', userAgent: 'Yahoo', timestamp: at },
    'not-spam',
  ],
  [
    'not-spam with recipients',
    'Complaint',
    { complaintFeedbackType: 'not-spam', complainedRecipients: [recipient], timestamp: at },
    'not-spam',
  ],
  ['away, no recipients', 'Bounce', { ...general, bouncedRecipients: [] }, 'auto-reply'],
  ['away, one recipient', 'Bounce', { ...general, bouncedRecipients: [recipient] }, 'auto-reply'],
  [
    'away, another address',
    'Bounce',
    { ...general, bouncedRecipients: [{ emailAddress: 'x@mail.example' }] },
    'auto-reply',
  ],
  [
    'away, with empty words',
    'Bounce',
    { ...general, bouncedRecipients: [{ ...recipient, action: '', status: '', diagnosticCode: '' }] },
    'auto-reply',
  ],
  [
    'away, with nulls',
    'Bounce',
    { ...general, bouncedRecipients: [{ ...recipient, status: null, diagnosticCode: null }] },
    'auto-reply',
  ],
  [
    'away, with a reporting server',
    'Bounce',
    { ...general, reportingMTA: 'dsn; mail.example', bouncedRecipients: [recipient] },
    'auto-reply',
  ],
  ['away, two of them', 'Bounce', { ...general, bouncedRecipients: [recipient, recipient] }, 'auto-reply'],
  ['abuse', 'Complaint', { complaintFeedbackType: 'abuse', timestamp: at }, 'complained'],
  ['no kind of complaint', 'Complaint', { timestamp: at }, 'complained'],
  ['auth-failure', 'Complaint', { complaintFeedbackType: 'auth-failure', timestamp: at }, 'complained'],
  [
    'a full mailbox',
    'Bounce',
    { ...general, bounceSubType: 'MailboxFull', bouncedRecipients: [recipient] },
    'bounced-temporarily',
  ],
  [
    'a refusal',
    'Bounce',
    { ...general, bouncedRecipients: [{ ...recipient, status: '4.4.7', diagnosticCode: 'smtp; 421' }] },
    'bounced-temporarily',
  ],
  ['no such mailbox', 'Bounce', { ...general, bounceType: 'Permanent', bouncedRecipients: [recipient] }, 'bounced'],
];

export const mailInputs = { damagedLinks, droppedFragments, pastedCodes, feedback };
