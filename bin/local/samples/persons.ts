/** Invented people and policies: one person for each outcome of a registration. */
export const samplePersons = [
  {
    customerId: 'M-1001',
    story: 'registers: car and home insurance by bank transfer and direct debit, a second car by cheque',
    identity: {
      familyName: 'Minta',
      givenName: 'Mária',
      birthFamilyName: 'Próba',
      birthGivenName: 'Mária',
      birthPlace: 'Szeged',
      birthDate: '1954-03-17',
      mothersFamilyName: 'Teszt',
      mothersGivenName: 'Erzsébet',
    },
    policies: [
      ['KGFB-100-001', 'kgfb', 'valid', 'bank-transfer'],
      ['LAKAS/100/002', 'home', 'valid', 'direct-debit'],
      ['CASCO-100-003', 'casco', 'valid', 'postal-cheque'],
    ],
  },
  {
    customerId: 'M-1002',
    story: 'registers: a home insurance by direct debit',
    identity: {
      familyName: 'Próba-Nagy',
      givenName: 'Ödön',
      birthFamilyName: 'Próba-Nagy',
      birthGivenName: 'Ödön',
      birthPlace: 'Budapest',
      birthDate: '1961-11-02',
      mothersFamilyName: 'Példa',
      mothersGivenName: 'Ilona',
    },
    policies: [['LAKAS/200/001', 'home', 'valid', 'direct-debit']],
  },
  {
    customerId: 'M-1003',
    story: 'is refused: pays by cheque only',
    identity: {
      familyName: 'Csekkes',
      givenName: 'Péter',
      birthFamilyName: 'Csekkes',
      birthGivenName: 'Péter',
      birthPlace: 'Győr',
      birthDate: '1948-07-29',
      mothersFamilyName: 'Példa',
      mothersGivenName: 'Anna',
    },
    policies: [['KGFB-300-001', 'kgfb', 'valid', 'postal-cheque']],
  },
] as const;

export type SamplePerson = (typeof samplePersons)[number];

const columns = [
  'familyName',
  'givenName',
  'birthFamilyName',
  'birthGivenName',
  'birthPlace',
  'birthDate',
  'mothersFamilyName',
  'mothersGivenName',
] as const;

/** The samples as the insurer's registry file. */
export function sampleRegistry(): string {
  const rows = samplePersons.flatMap(({ customerId, identity, policies }) =>
    policies.map((policy) => [...policy, customerId, ...columns.map((column) => identity[column])].join(',')),
  );
  return [`policyNumber,product,state,paymentMethod,customerId,${columns.join(',')}`, ...rows, ''].join('\r\n');
}

/** The people that a newcomer can register as, a few lines each, with all data for the form. */
export function describeSamplePersons(): string {
  return samplePersons
    .slice(1)
    .map(({ identity, story }) => {
      const name = `${identity.familyName} ${identity.givenName}`;
      const birthName = `${identity.birthFamilyName} ${identity.birthGivenName}`;
      const mother = `${identity.mothersFamilyName} ${identity.mothersGivenName}`;
      const born = `born ${identity.birthDate} in ${identity.birthPlace} as ${birthName}`;
      return `  ${name}, ${born}, mother's name ${mother}\n    ${story}`;
    })
    .join('\n');
}
