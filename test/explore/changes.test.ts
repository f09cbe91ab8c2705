import { it } from 'vitest';
import { changesModel } from './changes/model.ts';
import { expectNoViolation } from './expect-no-violation.ts';

it(
  'R9.4 the insurer gets every change once and in its order, even where clocks differ',
  () => expectNoViolation(changesModel),
  120_000,
);
