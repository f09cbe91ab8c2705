import { it } from 'vitest';
import { changesModel } from './changes/model.ts';
import { expectNoViolation } from './expect-no-violation.ts';

it(
  'R9.4 the insurer gets every change once and in its order, whatever the clocks say',
  () => expectNoViolation(changesModel),
  120_000,
);
