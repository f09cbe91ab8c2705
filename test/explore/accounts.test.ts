import { it } from 'vitest';
import { accountsModel } from './accounts/model.ts';
import { expectNoViolation } from './expect-no-violation.ts';

it(
  'R2.6 R4.3 R11.1 accounts, contacts and passwords stay consistent under concurrent changes',
  () => expectNoViolation(accountsModel),
  120_000,
);
