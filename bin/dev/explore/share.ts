import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What one worker explores: seeds of a model, with clocks at most `skew` ms off. */
export const shareSchema = v.object({
  model: v.string(),
  from: count,
  count,
  skew: count,
  /** Stops at the first seed with a violation. */
  untilViolated: v.optional(v.boolean(), false),
});
export type Share = v.InferInput<typeof shareSchema>;
