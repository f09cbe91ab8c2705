import { describe, expect, it } from 'vitest';
import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { foldAccents } from '#shared/insurer/identity/names.ts';
import { aCustomer, type Customer, registryRowsOf, unique } from '#test/builders/customer.ts';
import { csvFile } from '#test/builders/registry.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { register, registrationOf } from '#test/support/portal/customer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { importFile } from '#test/support/portal/registry-files.ts';

const portal = await portalOfFile();

/** A customer as the insurer's registry writes the name, and as the customer types it. */
function written(
  registry: (identity: NaturalIdentity) => Partial<NaturalIdentity>,
  typed: Partial<NaturalIdentity> = {},
) {
  const customer = aCustomer();
  const identity = { ...customer.identity, ...typed };
  const held: Customer = { ...customer, identity: { ...identity, ...registry(identity) } };
  return { held, customer: { ...customer, identity } };
}
const inCapitals = (identity: NaturalIdentity): NaturalIdentity => {
  const plain = (text: string) => foldAccents(text).toUpperCase();
  const { familyName, givenName, birthFamilyName, birthGivenName, birthPlace } = identity;
  return {
    ...{ familyName: plain(familyName), givenName: plain(givenName), birthPlace: plain(birthPlace) },
    ...{
      birthFamilyName: plain(birthFamilyName),
      birthGivenName: plain(birthGivenName),
      birthDate: identity.birthDate,
    },
    mothersFamilyName: plain(identity.mothersFamilyName),
    mothersGivenName: plain(identity.mothersGivenName),
  };
};
const viewer = { 'x-local-viewer-address': '192.0.2.91' };
const refuse = async (customer: Customer) =>
  expectProblem(
    await callApi(portal, 'POST', 'registrations', { body: registrationOf(customer), headers: viewer }),
    'identification-failed',
  );

describe('R2.4 customers of the registry as it is', () => {
  it('a registry in capitals without accents: its customers type their accents', async () => {
    const { held, customer } = written(inCapitals);
    const report = await importFile(portal, `plain-${unique()}`, csvFile(...registryRowsOf(held)));
    expect(report.format).toEqual({ encoding: 'utf-8', separator: 'comma', unaccented: true });
    await register(portal, customer);
  });

  it('the same row in a file with accents is not found, and the answer says what people often get wrong', async () => {
    const { held, customer } = written(inCapitals);
    const report = await importFile(
      portal,
      `mixed-${unique()}`,
      csvFile(...registryRowsOf(held), ...registryRowsOf(aCustomer())),
    );
    expect(report.format).toMatchObject({ unaccented: false });
    expect((await refuse(customer)).title).toMatch(/order of names, all given names and hyphens/);
  });

  it('a person whose registry loses its accents is found either way', async () => {
    const { held, customer } = written(() => ({}));
    await importFile(portal, `before-${unique()}`, csvFile(...registryRowsOf(held)));
    const plain = { ...held, identity: inCapitals(held.identity) };
    const report = await importFile(portal, `zz-after-${unique()}`, csvFile(...registryRowsOf(plain)));
    expect(report).toMatchObject({ written: 1, format: { unaccented: true } });
    await register(portal, customer);
  });

  it('õ and û of a Latin-1 system are ő and ű', async () => {
    const { held, customer } = written(() => ({ mothersFamilyName: 'Szõke', birthPlace: 'Fûzfõ' }), {
      ...{ mothersFamilyName: 'Szőke', birthPlace: 'Fűzfő' },
    });
    await importFile(portal, `latin-${unique()}`, csvFile(...registryRowsOf(held)));
    await register(portal, customer);
  });

  it.each([
    ['', '-'],
    ['-', '-'],
  ])('R2.1 a person with one name only, %j in the registry, can register', async (inRegistry, typed) => {
    const { held, customer } = written(() => ({ givenName: inRegistry, birthGivenName: inRegistry }), {
      ...{ givenName: typed, birthGivenName: typed },
    });
    await importFile(portal, `one-${unique()}`, csvFile(...registryRowsOf(held)));
    await register(portal, customer);
  });

  it('swapped names get the same answer as any other difference', async () => {
    const { held, customer } = written(() => ({}));
    await importFile(portal, `swapped-${unique()}`, csvFile(...registryRowsOf(held)));
    const { familyName, givenName } = customer.identity;
    const swapped = { ...customer, identity: { ...customer.identity, familyName: givenName, givenName: familyName } };
    const wrong = { ...customer, identity: { ...customer.identity, mothersGivenName: 'Piroska' } };
    const [one, other] = [await refuse(swapped), await refuse(wrong)];
    expect({ ...one, requestId: '' }).toEqual({ ...other, requestId: '' });
  });
});
