import { randomInt } from 'node:crypto';
import type { NaturalIdentity, PaymentMethod, PolicyState, Product } from '#shared/contract/fields.ts';
import { csvLine } from './registry.ts';

export type CustomerPolicy = {
  readonly policyNumber: string;
  readonly product: Product;
  readonly state: PolicyState;
  readonly paymentMethod: PaymentMethod;
};

/** The address with its name in capitals, as the portal keeps it: only the domain is brought into small letters. */
export const inCapitals = (email: string): string => email.toUpperCase().replace(/@.*/, (host) => host.toLowerCase());

export type Customer = {
  readonly customerId: string;
  readonly identity: NaturalIdentity;
  readonly policies: readonly [CustomerPolicy, ...CustomerPolicy[]];
  readonly username: string;
  readonly email: string;
  readonly mobile: string;
  /** The mobile number as the portal keeps it (E.164). */
  readonly dialled: string;
  readonly language: 'hu' | 'en';
  /** What the customer chooses at the first sign-in. */
  readonly password: string;
};

const letters = (count: number) =>
  Array.from({ length: count }, () => 'abcdefghijklmnopqrstuvwxyz'[randomInt(26)]).join('');
const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('');

/** A unique text: tests of one portal do not meet, and each item shows whose it is. */
export const unique = (count = 8): string => letters(count);

export const aCustomerPolicy = (changes: Partial<CustomerPolicy> = {}): CustomerPolicy => ({
  policyNumber: `P-${digits(10)}`,
  product: 'home',
  state: 'valid',
  paymentMethod: 'bank-transfer',
  ...changes,
});

/** An invented person with one eligible policy, unlike every other. */
export function aCustomer(changes: Partial<Customer> = {}): Customer {
  const name = letters(9);
  const family = `Minta${name}`;
  const subscriber = digits(7);
  return {
    customerId: `M-${digits(10)}`,
    identity: {
      familyName: family,
      givenName: 'Ágnes',
      birthFamilyName: `Próba${name}`,
      birthGivenName: 'Ágnes',
      birthPlace: 'Hódmezővásárhely',
      birthDate: `19${randomInt(40, 99)}-0${randomInt(1, 10)}-${randomInt(10, 29)}`,
      mothersFamilyName: `Teszt${letters(6)}`,
      mothersGivenName: 'Zsófia',
    },
    policies: [aCustomerPolicy()],
    username: `user.${name}`,
    email: `${name}@mail.example`,
    mobile: `06 30 ${subscriber.slice(0, 3)} ${subscriber.slice(3)}`,
    dialled: `+3630${subscriber}`,
    language: 'hu',
    password: `három kék ${letters(7)} úszik`,
    ...changes,
  };
}

/** The customer's rows of the insurer's file, one a policy. */
export const registryRowsOf = ({ customerId, identity, policies }: Customer): string[] =>
  policies.map((policy) => csvLine({ ...identity, ...policy, customerId }));
