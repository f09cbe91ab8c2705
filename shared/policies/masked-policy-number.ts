const shown = 4;

/** A policy number as the confirmation page shows it (R2.10): its end, at most half of it; `*****4567`. */
export function maskPolicyNumber(policyNumber: string): string {
  const characters = [...policyNumber];
  const visible = Math.min(shown, Math.floor(characters.length / 2));
  return '*'.repeat(characters.length - visible) + characters.slice(characters.length - visible).join('');
}
