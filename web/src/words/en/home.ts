import type { Words } from '../words.ts';

export const home: Words['home'] = {
  title: 'Home',
  whose: (username, email) => `Signed in: ${username} (${email})`,
  news: 'New documents',
  nothingNew: 'You have no new documents. See all documents',
  allNew: (count) => `All ${count} new documents`,
  toDo: 'To do',
  nothingToDo: 'There is nothing to do.',
  going: (count) =>
    count === 1
      ? '1 document will be removed from the portal within a month. Save it.'
      : `${count} documents will be removed from the portal within a month. Save them.`,
  withoutEposta: (count) =>
    count === 1 ? 'ePosta is not turned on for 1 policy yet' : `ePosta is not turned on for ${count} policies yet`,
  newEmail: 'Your new e-mail address is waiting to be confirmed',
  newMobile: 'Your new mobile number is waiting to be confirmed',
  help: 'Help',
  toHelp: 'Frequent questions and answers',
};
