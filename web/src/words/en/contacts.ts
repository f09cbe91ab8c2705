import { rules } from '#shared/contract/rules.ts';
import type { Words } from '../words.ts';

/** Changing the e-mail address or the mobile number (R11.2). */
export const contacts: Words['account']['contacts'] = {
  back: 'Back to my account',
  toAccount: 'Continue to my account',
  email: {
    title: 'Change e-mail address',
    now: (value) => `Your current e-mail address: ${value}`,
    lead: 'Enter the new address, and we send an e-mail there. Until you confirm the new address, we use the current one.',
    submit: 'Send me the confirmation e-mail',
    waitingTitle: 'Confirm your new e-mail address',
    sent: (value) => `We have sent an e-mail to this address: ${value}`,
    next: `Open the e-mail and press the button in it. The link is valid for ${rules.linkHours} hours.`,
    missingTitle: 'Has the e-mail not arrived?',
    missing: [
      'Wait a few minutes: e-mails are sometimes late.',
      'Look in the spam folder; in Gmail also under the Promotions tab.',
      'We send only a few e-mails an hour to one address: if nothing has come after an hour, ask for it again.',
      'If the address was mistyped, enter it again.',
    ],
    again: 'Ask for a new e-mail or enter another address',
    doneTitle: 'Your e-mail address has changed',
    done: (value) => `From now on we send our notices to this address: ${value}`,
  },
  mobile: {
    title: 'Change mobile number',
    now: (value) => `Your current mobile number: ${value}`,
    lead: 'Enter the new number, and we send a code there by SMS. Until you enter that code, we use the current number.',
    submit: 'Send me the code',
    waitingTitle: 'Enter the code',
    sent: (value) => `We have sent an SMS to this number: ${value}`,
    next: `Enter the code from the SMS. It is valid for ${rules.codeMinutes} minutes.`,
    confirm: 'Confirm the mobile number',
    missingTitle: 'Has the SMS not arrived?',
    missing: [
      'Wait a few minutes and check that you have reception.',
      `If the ${rules.codeMinutes} minutes are over, or the number was mistyped, ask for a new code.`,
    ],
    again: 'Ask for a new code or enter another number',
    doneTitle: 'Your mobile number has changed',
    done: (value) => `Your new mobile number: ${value}`,
  },
};

export const mailLinks: Words['mailLinks'] = {
  code: {
    missing: 'The link is incomplete: some e-mail programs cut off its end.',
    lead: 'The e-mail also has a code below the button. Copy it here to continue.',
    submit: 'Continue',
  },
  confirmEmail: {
    title: 'Confirm your new e-mail address',
    lead: 'With this button you confirm that we send our notices to this address from now on.',
    submit: 'Confirm the e-mail address',
    done: 'Thank you, your new e-mail address is confirmed. We send our notices there from now on.',
    expired:
      'This link is no longer valid. If your e-mail address has not changed yet, sign in and ask for a new e-mail on the page My account.',
  },
  stopCorrection: {
    title: 'Stop a change of your contact details',
    lead: 'Somebody asked by telephone to change your contact details. If it was not you, stop the change with this button: everything stays as it is.',
    submit: 'Stop the change',
    done: 'The change has been stopped; your details stay as they were. Please call the helpline and tell us that it was not you.',
    expired: 'This link is no longer valid. If you did not ask for the change, call the helpline at once.',
  },
};
