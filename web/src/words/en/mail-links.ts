import type { Words } from '../words.ts';

export const mailLinks: Words['mailLinks'] = {
  code: {
    missing: 'The link is incomplete: some mail programs cut off its end.',
    lead: 'The mail also has a code below the button. Copy it here to go on.',
    submit: 'Continue',
  },
  confirmEmail: {
    title: 'Confirm your new e-mail address',
    lead: 'With this button you confirm that we send our e-mails to this address from now on.',
    submit: 'Confirm the e-mail address',
    done: 'Thank you, your new e-mail address is confirmed. We send our e-mails there from now on.',
    expired:
      'This link is no longer valid. If your e-mail address has not changed yet, sign in and ask for a new mail on the page My account.',
  },
  stopCorrection: {
    title: 'Stop a change of your contact data',
    lead: 'Somebody asked by telephone to change your contact data. If it was not you, stop it with this button: everything stays as it is.',
    submit: 'Stop the change',
    done: 'The change is stopped, your data stay as they were. Please call the helpline and tell us that it was not you.',
    expired: 'This link is no longer valid. If you did not ask for the change, call the helpline at once.',
  },
};
