import type { Words } from '../words.ts';

export const check: Words['check'] = {
  title: 'Check a saved document',
  lead: 'See whether a file you saved is the very one we delivered in the portal.',
  privacy: 'The file does not leave this device: the browser works out its fingerprint, and only that is compared.',
  choose: 'Choose a file',
  drop: 'Choose the file or drop it here.',
  dropNow: 'Let go here.',
  checking: (name) => `Checking ${name}…`,
  genuine: 'Original',
  genuineText: (name, kind, day) =>
    `${name}: this file is exactly what we uploaded. Kind: ${kind.toLowerCase()}, uploaded on ${day}.`,
  unknown: 'Not recognised',
  unknownText: (name) =>
    `${name}: we have delivered no such file in the portal. If it was saved anew from a program, converted or scanned, it is no longer the original. Save it again from the page Documents.`,
  unreadable: 'This file could not be opened. Choose a single file, not a folder, and try again.',
};
