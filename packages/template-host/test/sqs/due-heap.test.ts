import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDueHeap } from '#host/sqs/due-heap.ts';

it('returns the earliest due first, whatever was added and taken before', () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant('take' as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const heap = createDueHeap<string>();
      const model: number[] = [];
      for (const next of steps) {
        if (next === 'take') {
          expect(heap.takeFirst()?.at).toBe(model.shift());
        } else {
          heap.add({ at: next, item: '' });
          model.push(next);
          model.sort((a, b) => a - b);
        }
        expect(heap.first()?.at).toBe(model[0]);
        expect(heap.size()).toBe(model.length);
      }
    }),
  );
});
