import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readEmail } from '#shared/contract/contacts/read-email.ts';
import { readHungarianMobile } from '#shared/contract/contacts/read-mobile.ts';
import { contract } from '#shared/contract/contract.ts';
import { chosenPassword, contactInputs as inputs } from '#test/builders/field-inputs/contacts.ts';

describe('R2.5a e-mail addresses', () => {
  it.each([...inputs.specialAddresses, ...inputs.pastedAddresses, ...inputs.domains, ...inputs.longAddresses])(
    '%j is %s',
    (text, address) => {
      expect(readEmail(text)).toBe(address);
      // What is stored is read again by later requests.
      if (address !== undefined) expect(readEmail(address)).toBe(address);
    },
  );
});

describe('R2.5 mobile numbers', () => {
  it.each(inputs.mobiles)('%j is %s', (text, number) => {
    expect(readHungarianMobile(text)).toBe(number);
    if (number !== undefined) expect(readHungarianMobile(number)).toBe(number);
  });
});

describe('R1.7 a password in any Unicode form, with what was pasted along', () => {
  it.each(inputs.pastedPasswords)('%j signs in', (text) =>
    expect(v.parse(contract.signIn.body, { username: 'anna', password: text }).password).toBe(chosenPassword),
  );
});
