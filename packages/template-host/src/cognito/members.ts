import * as v from 'valibot';

// Limits: the members' constraints in AWS's API reference.
const text = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest));

export const poolId = v.pipe(text(55), v.regex(/^[\w-]+_[0-9a-zA-Z]+$/));
export const clientId = v.pipe(text(128), v.regex(/^[\w+]+$/));
export const username = v.pipe(text(128), v.regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u));
export const password = text(256);
export const token = text(16_384);
export const session = v.pipe(v.string(), v.minLength(20), v.maxLength(2048));
export const clientMetadata = v.optional(v.record(text(131_072), v.pipe(v.string(), v.maxLength(131_072))));
export const parameters = v.optional(v.record(v.string(), v.string()), {});
export const attributeName = v.pipe(text(32), v.regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u));
export const attributes = v.array(
  v.object({ Name: attributeName, Value: v.optional(v.pipe(v.string(), v.maxLength(2048)), '') }),
);

/** The members of every Admin… operation on one user. */
export const adminUser = { UserPoolId: poolId, Username: username };
