import * as v from 'valibot';
import { conformanceTemplate, type Place, resourcesSchema } from '#host/conformance/conformance.ts';
import { startHost } from '#host/host.ts';
import { writeStacks } from '../a-stack.ts';

/** A host that plays the resources of the questions, and how they are asked there. */
export async function startConformanceHost(): Promise<{ place: Place; close: () => Promise<void> }> {
  const outputs = Object.fromEntries(
    Object.entries(conformanceTemplate.Outputs).map(([name, { Value }]) => [name, Value]),
  );
  const stack = await writeStacks({ Test: { resources: conformanceTemplate.Resources, outputs } });
  const host = await startHost({ ...stack, port: 0, awsPort: 0, print: () => {} });
  const settings = {
    endpoint: host.awsUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
  };
  return {
    place: { ...v.parse(resourcesSchema, host.outputs), settings },
    async close() {
      await host.close();
      await stack.remove();
    },
  };
}
