/**
 * The named environment variables, each a non-empty string. Throws at import time with the name of the first missing
 * one: a forgotten variable fails at deployment's first start, not at a customer's first call.
 */
export function readEnv<const N extends string>(names: readonly N[]): Readonly<Record<N, string>> {
  const values = names.map((name) => {
    const value = process.env[name];
    if (!value)
      throw new Error(`${process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'This function'} needs the variable ${name}`);
    return [name, value] as const;
  });
  const record: Record<string, string> = Object.fromEntries(values);
  return record as Readonly<Record<N, string>>;
}
