import { describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { advance } from '#test/support/portal/control.ts';
import { shortAnswer, trySignIn } from '#test/support/portal/credentials.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { allItems } from '#test/support/portal/stored-items.ts';

const portal = await portalOfFile();

const guess = async (username: string) => shortAnswer(await trySignIn(portal, username, `guess ${unique(12)}`));

/** Of how many usernames the guard keeps something, after expired items have been deleted. */
async function guarded(): Promise<number> {
  const response = await fetch(`${portal.url}/_local/ttl`, { method: 'POST' });
  expect(response.ok).toBe(true);
  const items = await allItems(portal, 'PortalTable', ['GUARD#']);
  return new Set(items.flatMap((item) => /"GUARD#[^"]+"/.exec(item)?.[0] ?? [])).size;
}

describe('what strangers try at names that nobody holds', () => {
  it('is kept for 400 days after the last try, like a customer’s strikes, and then deleted; those stay', async () => {
    const { username } = await aRegisteredPerson(portal);
    const invented = [unique(9), unique(9)] as const;
    expect(await guess(username)).toBe('401:2');
    for (const name of invented) expect(await guess(name)).toBe('401:2');
    await advance(portal, 'P399D');
    // R3.1 no decay, and R1.1 no difference.
    expect(await guess(invented[0])).toBe('401:1');
    expect(await guarded()).toBe(3);
    await advance(portal, 'P2D');
    expect(await guarded()).toBe(2);
    await advance(portal, 'P399D');
    expect(await guarded()).toBe(1);
    expect(await guess(username)).toBe('401:1');
    expect(await guess(invented[0])).toBe('401:2');
  });
});
