import type { Words } from '../words.ts';

export const documents: Words['documents'] = {
  title: 'Documents',
  original:
    'Only the electronic document counts as the original, a printed copy does not. Save it and keep it in this form.',
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
  none: 'You have no documents yet. When one arrives, we tell you by e-mail.',
  noneOfPolicy: 'There are no documents for this policy now.',
  shown: (count) => (count === 1 ? '1 document shown.' : `${count} documents shown.`),
  blocked: 'The browser did not allow a new tab. Open it with this link (good for a minute):',
  openHere: 'Open the document',
  mailUnreachable: (email) =>
    `Our mails to ${email} come back, so we cannot tell you about new documents. Please check your mailbox or call the helpline.`,
};
