import { kindsInEnglish as kinds } from '#shared/contract/document-kinds.ts';
import type { Words } from '../words.ts';

export const documents: Words['documents'] = {
  title: 'Documents',
  original:
    'Only the electronic document counts as the original; a printed copy does not, so save it and keep it in this form.',
  kinds,
  filters: {
    label: 'Search and filters',
    search: 'Search by name or policy number',
    all: 'All',
    unread: (count) => `New (${count})`,
    going: (count) => `Removed soon (${count})`,
    kind: 'Kind',
    allKinds: 'All kinds',
    policy: 'Policy',
    allPolicies: 'All policies',
    year: 'Year',
    allYears: 'All years',
  },
  badges: {
    unread: 'New',
    going: (day) => `Last day: ${day}`,
    withdrawn: 'Withdrawn',
  },
  policy: 'Policy',
  uploaded: 'Uploaded',
  availableUntil: 'Available until',
  lastDay: (day) => `${day}, end of day`,
  size: 'Size',
  save: 'Save',
  openInTab: 'Open in a new tab',
  more: (count, left) =>
    count === left
      ? `${count} more ${count === 1 ? 'document' : 'documents'}`
      : `${count} more documents (${left} left)`,
  none: 'You have no documents yet. When one arrives, we will e-mail you.',
  noneFound: 'No document matches the search or the filters.',
  showAll: 'Show all documents',
  total: (count, unread) => {
    const all = count === 1 ? '1 document' : `${count} documents`;
    return unread === 0 ? `${all}.` : `${all}, ${unread} of them new.`;
  },
  loadedSoFar: (count) => `${count} documents loaded so far, the others are on their way.`,
  found: (count) => (count === 1 ? '1 match.' : `${count} matches.`),
  going: (count) =>
    count === 1
      ? '1 document will be removed from the portal within a month.'
      : `${count} documents will be removed from the portal within a month.`,
  seeGoing: 'See them',
  back: 'Back to the documents',
  preview: {
    label: 'Preview of the document',
    page: (number, count) => `Page ${number} of ${count}`,
    previous: 'Previous page',
    next: 'Next page',
    smaller: 'Zoom out',
    larger: 'Zoom in',
    print: 'Print the document',
    unreadable: 'We cannot show this document here. Open it in a new tab or save it.',
  },
  blocked: 'The browser did not allow a new tab. Open it with this link (valid for a minute):',
  openHere: 'Open the document',
  withdrawn: (day) => `Withdrawn on ${day}. The document can no longer be opened.`,
  history: 'Delivery history',
  events: {
    uploaded: 'uploaded',
    announced: 'notice sent by e-mail',
    delivered: 'the e-mail reached the mailbox',
    bounced: 'the e-mail could not be delivered',
    complained: 'the e-mail was marked as spam',
    rejected: 'the e-mail could not be sent',
    reminded: 'reminder sent by e-mail',
    viewed: 'opened',
    saved: 'saved',
    withdrawn: 'withdrawn by the insurer',
    expired: 'access has ended',
  },
  print: (count) => (count === 1 ? 'Print the list (1 document)' : `Print the list (${count} documents)`),
  printed: 'This is only the list of documents. Only the electronic documents are the originals.',
  printedAt: (time) => `Printed: ${time}.`,
  printedPart: 'The list is not complete: when it was printed, the other documents were still on their way.',
};

export const check: Words['check'] = {
  title: 'Check a saved document',
  lead: 'See whether a file you saved, or what is in a folder or ZIP file, is exactly what we delivered in the portal.',
  privacy: 'The file does not leave this device: the browser works out its fingerprint, and only that is compared.',
  choose: 'Choose files',
  chooseFolder: 'Choose a folder',
  drop: 'Choose one or more files, a ZIP file or a folder, or drop them here.',
  dropNow: 'Drop the files here.',
  checking: (name) => `Checking ${name}…`,
  genuine: 'Original',
  genuineText: (name, kind, day) =>
    `${name}: this is the same file that we delivered. Kind: ${kind.toLowerCase()}, uploaded on ${day}.`,
  unknown: 'Not recognised',
  unknownText: (name) =>
    `${name}: we have not delivered this file in the portal. If it was saved again from another program, converted or scanned, it is no longer the original. Save it again from the page Documents.`,
  unreadable: 'This file could not be opened. Please try again.',
  many: {
    nothing: 'There was no file to check.',
    checking: (done, of) => `Checking: ${done} of ${of} files done…`,
    allGenuine: (count) => `All files are originals (${count})`,
    notAll: (genuine, of) => `${genuine} of ${of} files are originals`,
    ended: (left) => `The check ended early; ${left} files are left.`,
    unreadable: 'Could not be opened',
  },
};
