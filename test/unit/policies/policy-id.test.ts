import { describe, expect, it } from 'vitest';
import { policyIdOf, policyNumberOf } from '#shared/policies/policy-view.ts';

describe('a policy in a URL', () => {
  it.each(['0001', 'AB/12/3', 'A 1', 'Á-ű/7', '?&#%2F+'])('R9.2a carries the number %s and gives it back', (number) => {
    const id = policyIdOf(number);
    expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(policyNumberOf(id)).toBe(number);
  });

  it.each(['A', 'MDAwMR', '_w', 'MDAwMQ-'])("R7.3 a text that is no policy's id is refused: %s", (id) => {
    expect(() => policyNumberOf(id)).toThrow('policy-not-found');
  });
});
