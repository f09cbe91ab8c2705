import { requireFreePort } from 'template-host';
import * as v from 'valibot';

const portSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'must be a port number'),
  v.transform(Number),
  v.maxValue(65_535, 'must be a port number'),
);

function readPort(name: string, usual: string): number {
  const parsed = v.safeParse(portSchema, process.env[name] ?? usual);
  if (parsed.success) return parsed.output;
  throw new Error(`${name} ${parsed.issues[0].message}`);
}

/** The ports that PORT (3000) and AWS_PORT (4566) choose. Throws when one is no port, or taken: before the build, not after it. */
export async function readPorts(): Promise<{ readonly port: number; readonly awsPort: number }> {
  const [port, awsPort] = [readPort('PORT', '3000'), readPort('AWS_PORT', '4566')];
  for (const wanted of [port, awsPort]) await requireFreePort(wanted);
  return { port, awsPort };
}
