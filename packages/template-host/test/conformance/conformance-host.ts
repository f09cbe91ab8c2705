import * as v from 'valibot';
import { conformanceTemplate, type Place, resourcesSchema } from '#host/conformance/conformance.ts';
import { startHost } from '#host/host.ts';
import { writeStacks } from '../a-stack.ts';

/** A host that plays the resources of the questions, and how they are asked there. */
export async function startConformanceHost(): Promise<{
  place: Place;
  /** Moves the clock, in ms. */
  advance: (ms: number) => Promise<void>;
  close: () => Promise<void>;
}> {
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
    place: { ...v.parse(resourcesSchema, host.outputs), settings, query: queryOf(host.awsUrl) },
    advance: (ms) => host.clock.advance(ms),
    async close() {
      await host.close();
      await stack.remove();
    },
  };
}

/** As the owner of this machine, whose signature is not checked. */
const queryOf =
  (url: string): Place['query'] =>
  async (service, fields) => {
    const scope = `owner/20270131/eu-central-1/${service}/aws4_request`;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
        'x-amz-date': '20270131T000000Z',
      },
      body: new URLSearchParams({ ...fields, Version: '2010-08-01' }).toString(),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  };
