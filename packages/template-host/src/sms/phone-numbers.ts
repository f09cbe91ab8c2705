import { type Identity, requireIdentity } from './identities.ts';

/** Answers DescribePhoneNumbers, all numbers or those named: active ones, so that a health check finds sending possible. */
export function describeNumbers(identities: readonly Identity[], ids: readonly string[] | undefined): object[] {
  const numbers = identities.filter(({ kind }) => kind === 'phone-number');
  const wanted = ids?.length ? ids.map((id) => requireIdentity(numbers, id)) : numbers;
  return wanted.map(({ arn, id, shown }) => ({
    PhoneNumberArn: arn,
    PhoneNumberId: id,
    PhoneNumber: shown,
    Status: 'ACTIVE',
    IsoCountryCode: 'HU',
    MessageType: 'TRANSACTIONAL',
    NumberCapabilities: ['SMS'],
    NumberType: 'LONG_CODE',
    MonthlyLeasingPrice: '0.00',
    TwoWayEnabled: false,
    SelfManagedOptOutsEnabled: false,
    OptOutListName: 'Default',
    InternationalSendingEnabled: false,
    DeletionProtectionEnabled: false,
    CreatedTimestamp: 0,
  }));
}
