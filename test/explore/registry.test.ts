import { it } from 'vitest';
import { expectNoViolation } from './expect-no-violation.ts';
import { registryModel } from './registry/model.ts';

it(
  'R9.2 R9.2a the latest file wins row by row, and judges enrolments, however its import comes about',
  () => expectNoViolation(registryModel),
  120_000,
);
