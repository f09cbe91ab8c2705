import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export type Passwords = {
  /** Salt and key in one text; computed asynchronously, off the main thread. */
  readonly hash: (password: string) => Promise<string>;
  /**
   * Compares with a stored hash. For `undefined` (no such user) it compares with one that never fits, in the same time. Both
   * count as comparisons.
   */
  readonly matches: (password: string, passwordHash: string | undefined) => Promise<boolean>;
  /** How many comparisons there were. */
  readonly checks: () => number;
};

// Cheap on purpose: a thousand parallel sign-ins on two cores must be quick here, and no real passwords are kept.
const cost = { N: 1024, r: 8, p: 1 };
const keyLength = 32;

/** Hashes and compares passwords, and counts the comparisons. */
export function createPasswords(): Passwords {
  const noUsers = `${randomBytes(16).toString('base64url')}.${randomBytes(keyLength).toString('base64url')}`;
  let checks = 0;
  return {
    async hash(password) {
      const salt = randomBytes(16).toString('base64url');
      return `${salt}.${(await derive(password, salt)).toString('base64url')}`;
    },
    async matches(password, passwordHash) {
      checks += 1;
      const [salt = '', key = ''] = (passwordHash ?? noUsers).split('.');
      return timingSafeEqual(await derive(password, salt), Buffer.from(key, 'base64url'));
    },
    checks: () => checks,
  };
}

function derive(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyLength, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
