import type { Words } from '../words.ts';

const payments: Words['policies']['payments'] = {
  'direct-debit': 'Direct debit',
  'bank-transfer': 'Bank transfer',
  'postal-cheque': 'Postal cheque',
  card: 'Bank card',
};

export const policies: Words['policies'] = {
  title: 'Policies',
  lead: 'These are your policies. Where ePosta is on, you get the documents of that policy here instead of on paper.',
  none: 'We found no policies for you.',
  number: 'Policy number',
  state: 'State',
  states: { valid: 'Valid', terminated: 'Ended' },
  payment: 'Payment method',
  payments,
  requested: (now, after, day) => `${now} – change to ${payments[after].toLowerCase()} requested on ${day}`,
  switchWaits: 'Change of payment method under way',
  eposta: 'ePosta',
  epostaStates: { enrolled: 'On', available: 'Can be turned on', 'not-eligible': 'Not available' },
  reasons: {
    'product-not-offered': 'ePosta is not available for this kind of insurance.',
    'policy-terminated': 'This policy has ended. ePosta can be turned on for valid policies.',
    'payment-method-not-accepted':
      'ePosta is not available with this payment method. It is available with direct debit or bank transfer.',
  },
  enrol: 'Turn on ePosta',
  enrolled: 'ePosta is on. We e-mail you about each new document.',
  enrolledByTransfer:
    'ePosta is on, and the payment method is being changed. From the next premium notice on, pay by bank transfer; we confirm this by e-mail, too.',
  end: 'Turn off ePosta',
  ended: 'ePosta is off.',
  endedSwitchGoesOn: 'ePosta is off. The change of the payment method that you asked for before goes on.',
  close: 'Keep as it is',
  consent: {
    title: 'The payment method will change',
    changes: (now, after) =>
      `You pay this policy by ${payments[now].toLowerCase()} now. With ePosta the payment method becomes ${payments[after].toLowerCase()}. No more cheques are sent.`,
    stays: 'The premium, how often you pay, the due date and the insurance cover do not change.',
    agree: 'I agree, turn it on',
  },
  ending: {
    title: 'Turn off ePosta?',
    points: [
      'From now on you get new documents of this policy on paper.',
      'The documents that are here stay until their last day.',
      'The insurance stays in force; the payment method does not change back.',
    ],
    agree: 'Turn it off',
  },
  transfer: {
    title: 'How do I pay by bank transfer?',
    beneficiary: 'Beneficiary',
    account: 'Account number',
    reference: 'Reference',
    how: 'From the next premium notice on, transfer the premium to the account shown with the policy, with the reference shown there. The amount and the due date are on the premium notice.',
    ask: (helpline) =>
      `The account number and the reference are on the premium notice. If you need them now, call the helpline: ${helpline}.`,
  },
  debit: {
    title: 'Would you rather pay by direct debit?',
    how: (creditorId, helpline) =>
      `With ePosta you can still ask for direct debit at any time: give your bank a direct-debit order (online, too, with many banks). It needs the policy number${creditorId ? ` and the insurer’s identifier: ${creditorId}` : ''}. If you need help, call the helpline: ${helpline}.`,
  },
};
