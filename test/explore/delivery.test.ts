import { it } from 'vitest';
import { deliveryModel } from './delivery/model.ts';
import { expectNoViolation } from './expect-no-violation.ts';

it(
  'R5.1 R6.3 R9.3 R11.1 every document goes once to the holder of the policy at its upload, in every interleaving',
  () => expectNoViolation(deliveryModel),
  120_000,
);
