import { S3Client } from '@aws-sdk/client-s3';
import { afterEach } from 'vitest';
import { type Host, type HostOptions, startHost } from '#host/host.ts';
import { type Parts, writeStacks } from './a-stack.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Plays a stack of these resources and functions until the test ends. */
export const play = (parts: Parts, code: Record<string, string> = {}, more: Partial<HostOptions> = {}): Promise<Host> =>
  playStacks({ Test: parts }, code, more);

/** Plays stacks, by their names, in this order. */
export async function playStacks(
  stacks: Record<string, Parts>,
  code: Record<string, string> = {},
  more: Partial<HostOptions> = {},
): Promise<Host> {
  const written = await writeStacks(stacks, code);
  closing.push(written.remove);
  const host = await startHost({ ...written, port: 0, awsPort: 0, print: () => {}, ...more });
  closing.push(host.close);
  return host;
}

/** S3 in the name of the account's owner. */
export const ownersS3 = (host: Host) =>
  new S3Client({
    endpoint: host.awsUrl,
    forcePathStyle: true,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
  });

/** A package as a function's code can import it: its bundle lies elsewhere. */
export const sdk = (name: string) => JSON.stringify(import.meta.resolve(name));
