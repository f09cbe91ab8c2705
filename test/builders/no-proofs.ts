/** What guard-sign-in needs besides its guard where nobody signs in by a passkey. */
export const noProofs = {
  proofs: { isOpen: async () => false },
  now: () => new Date('2027-01-31T12:00:00Z'),
};
