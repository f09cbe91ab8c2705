import type { Words } from '../words.ts';

export const documents: Words['documents'] = {
  title: 'Documents',
  original:
    'Only the electronic document counts as the original; a printed copy does not. Save it and keep it in this form.',
  kinds: {
    policy: 'Insurance policy',
    invoice: 'Premium notice',
    certificate: 'Certificate',
    notice: 'Notice',
    other: 'Other document',
  },
  filter: 'Policy',
  allPolicies: 'All policies',
  policy: 'Policy number',
  uploaded: 'Uploaded',
  availableUntil: 'Available until',
  lastDay: (day) => `${day}, end of day`,
  size: 'Size',
  open: 'Open',
  openHint: 'opens in a new tab',
  save: 'Save',
  more: 'More documents',
  none: 'You have no documents yet. When one arrives, we will e-mail you.',
  noneOfPolicy: 'There are no documents for this policy now.',
  shown: (count) => (count === 1 ? '1 document shown.' : `${count} documents shown.`),
  blocked: 'The browser did not allow a new tab. Open it with this link (valid for a minute):',
  openHere: 'Open the document',
  withdrawn: (day) => `The insurer has withdrawn this document (${day}). It cannot be opened.`,
  history: 'What happened to it?',
  events: {
    uploaded: 'uploaded',
    announced: 'notice sent by e-mail',
    delivered: 'the e-mail reached the mailbox',
    bounced: 'the e-mail came back',
    complained: 'the e-mail was marked as spam',
    rejected: 'the e-mail could not be sent',
    reminded: 'reminder sent by e-mail',
    viewed: 'opened',
    saved: 'saved',
    withdrawn: 'withdrawn by the insurer',
    expired: 'access has ended',
  },
  print: 'Print the list',
  printed: 'This is only the list of documents. Only the electronic documents are the originals.',
};

export const check: Words['check'] = {
  title: 'Check a saved document',
  lead: 'See whether a file you saved is exactly the one we delivered in the portal.',
  privacy: 'The file does not leave this device: the browser works out its fingerprint, and only that is compared.',
  choose: 'Choose a file',
  drop: 'Choose the file or drop it here.',
  dropNow: 'Drop it here.',
  checking: (name) => `Checking ${name}…`,
  genuine: 'Original',
  genuineText: (name, kind, day) =>
    `${name}: this file is exactly what we uploaded. Kind: ${kind.toLowerCase()}, uploaded on ${day}.`,
  unknown: 'Not recognised',
  unknownText: (name) =>
    `${name}: we have not delivered this file in the portal. If it was saved again from another program, converted or scanned, it is no longer the original. Save it again from the page Documents.`,
  unreadable: 'This file could not be opened. Choose a single file, not a folder, and try again.',
};
