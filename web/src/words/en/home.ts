import type { Words } from '../words.ts';

export const home: Words['home'] = {
  title: 'Home',
  whose: (username, email) => `Signed in: ${username} (${email})`,
  news: 'New documents',
  nothingNew: 'You have no new documents. All documents',
  allNew: (count) => `All ${count} new documents`,
  toDo: 'To do',
  nothingToDo: 'There is nothing to do.',
  going: (count) =>
    count === 1
      ? '1 document leaves the portal within a month: save it'
      : `${count} documents leave the portal within a month: save them`,
  withoutEposta: (count) =>
    count === 1 ? 'ePosta is not turned on for 1 policy yet' : `ePosta is not turned on for ${count} policies yet`,
  newEmail: 'Your new e-mail address waits to be confirmed',
  newMobile: 'Your new mobile number waits to be confirmed',
  help: 'Help',
};
