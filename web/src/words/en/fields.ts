import { rules } from '#shared/contract/rules.ts';
import type { Words } from '../words.ts';

const usernameLength = `${rules.shortestUsername}–${rules.longestUsername}`;

export const fields: Words['fields'] = {
  username: { label: 'Username', error: 'Enter your username.' },
  password: { label: 'Password', error: 'Enter your password.' },
  chosenUsername: {
    label: 'Username of your choice',
    error: `Choose a username of ${usernameLength} letters and digits; dots, hyphens, underscores, + and @ are allowed between them. No spaces.`,
    help: `You will sign in with it. ${usernameLength} characters without spaces; upper and lower case do not matter.`,
  },
  currentPassword: { label: 'Current password', error: 'Enter your current password.' },
  newPassword: {
    label: 'New password',
    error: `Enter a password of at least ${rules.shortestPassword} characters.`,
    help: `At least ${rules.shortestPassword} characters. A few words that do not belong together make a good one; spaces are allowed.`,
  },
  email: {
    label: 'E-mail address',
    error: 'Enter your e-mail address, for example: name@example.com.',
    help: 'We send our notices here.',
  },
  mobile: {
    label: 'Mobile number',
    error: 'Enter a Hungarian mobile number (20, 30, 31, 50 or 70), for example: 06 30 123 4567.',
    help: 'For example: 06 30 123 4567. We send your temporary password here by SMS.',
  },
  recoveryEmail: { label: 'E-mail address', error: 'Enter your e-mail address, for example: name@example.com.' },
  recoveryMobile: {
    label: 'Mobile number',
    error: 'Enter your mobile number, for example: 06 30 123 4567. A landline number cannot be used.',
    help: 'For example: 06 30 123 4567',
  },
  'identity.familyName': { label: 'Family name', error: 'Enter your family name.' },
  'identity.givenName': {
    label: 'Given name',
    error: 'Enter your given name.',
    help: 'If you have several, enter all. If you have one name only, enter a hyphen here.',
  },
  'identity.birthName': {
    label: 'Name at birth',
    error: 'Enter your full name at birth.',
    help: 'Family name and all given names, for example: Minta Anna Mária.',
  },
  'identity.birthPlace': {
    label: 'Place of birth',
    error: 'Enter your place of birth.',
    help: 'The town, for example: Szeged.',
  },
  'identity.birthDate': {
    label: 'Date of birth',
    error: 'Enter a date that exists, for example: 1961 02 28.',
    help: 'Year, month, day. For example: 1961 02 28',
  },
  'identity.mothersName': {
    label: 'Mother’s name at birth',
    error: 'Enter your mother’s full name at birth.',
    help: 'Family name and given name, for example: Példa Mária.',
  },
  newEmail: {
    label: 'New e-mail address',
    error: 'Enter your new e-mail address, for example: name@example.com. It must differ from the current one.',
    help: 'We send the confirmation e-mail to this address.',
  },
  newMobile: {
    label: 'New mobile number',
    error:
      'Enter your new Hungarian mobile number (20, 30, 31, 50 or 70), for example: 06 30 123 4567. It must differ from the current one.',
    help: 'For example: 06 30 123 4567. We send the code to this number by SMS.',
  },
  mailCode: { label: 'Code from the e-mail', error: 'Copy the code or the whole link from the e-mail.' },
  code: {
    label: 'Code from the SMS',
    error: 'Enter the six-digit code from the SMS.',
    help: 'Six digits, at the end of the SMS.',
  },
  signInCode: {
    label: 'Code from the e-mail',
    error: 'Enter the six-digit code from the e-mail.',
    help: 'Six digits, on a line of their own in the e-mail.',
  },
  passkeyName: {
    label: 'Name of the passkey',
    error: 'Give the passkey a name.',
    help: 'For example: my phone, computer at home.',
  },
  acceptTerms: {
    label: 'Please turn on ePosta for me; I accept the terms.',
    error: 'To register you need to accept the terms.',
  },
};

export const dateParts: Words['dateParts'] = { year: 'Year', month: 'Month', day: 'Day' };
