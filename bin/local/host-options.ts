import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DropZone, requireFreePort } from 'template-host';
import * as v from 'valibot';
import type { Synthesized } from '#infra/synthesize.ts';
import { documentKind } from '#shared/contract/fields.ts';
import { keptTemplate } from './kept-template.ts';
import { samplePersons } from './samples/persons.ts';

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

/**
 * The ports that PORT (3000) and AWS_PORT (4566) choose. Throws if one is no port or is taken: before the build, not after it.
 */
export async function readPorts(): Promise<{ readonly port: number; readonly awsPort: number }> {
  const [port, awsPort] = [readPort('PORT', '3000'), readPort('AWS_PORT', '4566')];
  for (const wanted of [port, awsPort]) await requireFreePort(wanted);
  return { port, awsPort };
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Builds the assets and synthesizes the stacks into a folder of the local host's own, so that `cdk.out` stays what the
 * operator last synthesized; where no source has changed since the last time, what that has made.
 * @throws what the build or the synthesis throws.
 */
export const prepareTemplate = (outdir = join(root, 'dist/local-cdk.out')): Promise<Synthesized> =>
  keptTemplate(root, outdir, async () => {
    // Loaded here: CDK and the build tools take longer to load than the host takes to start.
    const { buildAssets } = await import('#assets/build.ts');
    await buildAssets();
    const { synthesize } = await import('#infra/synthesize.ts');
    // With the constructs' paths a function is known here by its folder's name.
    return synthesize({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
  });

const policyNumber = {
  label: 'Policy number',
  suggestions: samplePersons.flatMap(({ policies }) => policies.map(([number]) => number)),
};

/** The files that a person can upload on the control page in place of the insurer. */
export const dropZone: DropZone = {
  output: 'DocumentsBucket',
  title: 'As the insurer',
  uploads: [
    {
      prefix: 'documents/',
      form: {
        title: 'Send a document',
        folder: policyNumber,
        metadata: { name: 'kind', label: 'Kind', choices: documentKind.options },
        file: 'PDF',
        accept: 'application/pdf,.pdf',
      },
    },
    { prefix: 'registry/', form: { title: 'Send a registry file', file: 'CSV', accept: 'text/csv,.csv' } },
    {
      prefix: 'withdraw/',
      form: {
        title: 'Withdraw a document',
        folder: policyNumber,
        json: { named: 'Its file, e.g. dijbekero-2026.pdf', fields: { reason: 'Reason' } },
      },
    },
  ],
};
