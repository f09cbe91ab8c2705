import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateDescribeStacks,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { conformanceTemplate, type Place, resourcesSchema } from 'template-host/conformance';
import * as v from 'valibot';
import { operatorSettings } from '../operator-settings.ts';
import { signedCall } from '../signed-call.ts';

type Account = { readonly endpointUrl: string | undefined; readonly print: (line: string) => void };

const prefix = 'portal-probe-';
const description = 'Probes of the customer portal (npm run operate -- probe-aws); may be deleted at any time';
const lookEvery = 2_000;

/** The stacks of probes in an account: made for one run, and taken away after it. */
export function probeStacks({ endpointUrl, print }: Account) {
  const settings = operatorSettings(endpointUrl);
  const cloudFormation = new CloudFormationClient(settings);
  const s3 = new S3Client({ ...settings, forcePathStyle: endpointUrl !== undefined });

  async function find(name: string): Promise<Stack | undefined> {
    try {
      const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
      return stack;
    } catch (error) {
      if (error instanceof Error && error.message.includes('does not exist')) return undefined;
      throw error;
    }
  }

  async function settled(name: string): Promise<Stack | undefined> {
    for (;;) {
      const stack = await find(name);
      if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) return stack;
      await pause(endpointUrl === undefined ? lookEvery : 100);
    }
  }

  async function empty(bucket: string): Promise<void> {
    for (;;) {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (Objects.length === 0) return;
      await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
    }
  }

  const query: Place['query'] = async (service, fields) => {
    const { region, credentials } = s3.config;
    return signedCall({
      ...{ service, region: await region(), endpointUrl, credentials },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...fields, Version: '2010-08-01' }).toString(),
    });
  };

  return {
    newName: () => `${prefix}${randomBytes(4).toString('hex')}`,
    /** @throws Error with CloudFormation's reason where it cannot be made */
    async create(name: string): Promise<Place> {
      print(`making ${name} ...`);
      await cloudFormation.send(
        new CreateStackCommand({
          StackName: name,
          TemplateBody: JSON.stringify({ ...conformanceTemplate, Description: description }),
          Capabilities: ['CAPABILITY_IAM'],
        }),
      );
      const stack = await settled(name);
      if (stack?.StackStatus !== 'CREATE_COMPLETE')
        throw new Error(`${name} could not be made: ${stack?.StackStatusReason ?? stack?.StackStatus ?? 'it is gone'}`);
      return { ...v.parse(resourcesSchema, outputsOf(stack)), settings, query };
    },
    /** Removes a stack with all that it holds; does nothing where there is none. @throws Error where something stays */
    async remove(name: string): Promise<void> {
      const stack = await settled(name);
      if (!stack) return;
      print(`removing ${name} ...`);
      const { Bucket } = outputsOf(stack);
      if (Bucket) await empty(Bucket);
      await cloudFormation.send(new DeleteStackCommand({ StackName: name }));
      const left = await settled(name);
      // AWS still shows a stack that was asked for by its id, not by its name.
      if (left) throw new Error(`${name} is still there: ${left.StackStatusReason ?? left.StackStatus}`);
    },
    /** The names of stacks that an earlier run left: its process was killed. */
    async left(): Promise<readonly string[]> {
      const names: string[] = [];
      for await (const { Stacks = [] } of paginateDescribeStacks({ client: cloudFormation }, {}))
        names.push(...Stacks.flatMap(({ StackName }) => StackName ?? []));
      return names.filter((name) => name.startsWith(prefix));
    },
  };
}

const outputsOf = ({ Outputs = [] }: Stack): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]));
