import { randomInt } from 'node:crypto';
import { AwsError } from '../aws/service.ts';
import type { PasswordPolicy } from './definitions.ts';

// The characters that Cognito counts as symbols; a space counts only inside a password.
const symbols = '^$*.[]{}()?-"!@#%&/\\,><\':;|_~`+=';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();
const digits = '0123456789';

const holds = (password: string, characters: string) =>
  [...password].some((character) => characters.includes(character));

/** Throws InvalidPasswordException in Cognito's words, or InvalidParameterException for a text that is no password at all. */
export function checkPassword(password: string, policy: PasswordPolicy): void {
  if (password.length > 256 || password !== password.trim() || password === '')
    throw new AwsError(
      'InvalidParameterException',
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
    );
  const refuse = (reason: string) => {
    throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${reason}`);
  };
  if (password.length < policy.minimumLength) refuse('Password not long enough');
  if (policy.requireUppercase && !/\p{Lu}/u.test(password)) refuse('Password must have uppercase characters');
  if (policy.requireLowercase && !/\p{Ll}/u.test(password)) refuse('Password must have lowercase characters');
  if (policy.requireNumbers && !holds(password, digits)) refuse('Password must have numeric characters');
  if (policy.requireSymbols && !holds(password, `${symbols} `)) refuse('Password must have symbol characters');
}

/** A random password that the policy accepts, for AdminCreateUser without one. */
export function generatePassword(policy: PasswordPolicy): string {
  const all = upper + lower + digits + symbols;
  const length = Math.max(policy.minimumLength, 12);
  const characters = [upper, lower, digits, symbols].map(pick);
  while (characters.length < length) characters.splice(randomInt(characters.length + 1), 0, pick(all));
  return characters.join('');
}

const pick = (characters: string) => characters.charAt(randomInt(characters.length));
