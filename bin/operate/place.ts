import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { createDynamoClient } from '#shared/platform/tables/dynamo-client.ts';
import { operatorSettings } from './operator-settings.ts';

export type PlaceOrder = { readonly stage: string; readonly endpointUrl?: string | undefined };

const outputsSchema = v.object({
  PortalTable: v.string(),
  RegistryTable: v.string(),
  AuditTable: v.string(),
  AuditYears: v.pipe(v.string(), v.transform(Number)),
  DocumentsBucket: v.string(),
  UserPoolId: v.string(),
  LimitsSecret: v.string(),
});
export type PlaceOutputs = v.InferOutput<typeof outputsSchema>;

/**
 * A stage as an operator's command works on it: AWS clients, and the outputs of its stacks, so that no command asks for names that
 * CloudFormation knows. Close it at the end.
 */
export type Place = ReturnType<typeof clientsOf> & {
  /** What names of functions and queues begin with. */
  readonly portalName: string;
  readonly outputs: PlaceOutputs;
  readonly close: () => void;
};

const clientsOf = (endpointUrl: string | undefined) => {
  const settings = operatorSettings(endpointUrl);
  return {
    dynamo: createDynamoClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sqs: new SQSClient(settings),
    cognito: new CognitoIdentityProviderClient(settings),
  };
};

/** Finds a stage by its name. Throws Error if it has no stacks there, or nothing answers. */
export async function openPlace({ stage, endpointUrl }: PlaceOrder): Promise<Place> {
  const portalName = `CustomerPortal-${stage}`;
  const outputs = v.parse(outputsSchema, await outputsOf(`${portalName}-data`, endpointUrl));
  const clients = clientsOf(endpointUrl);
  return {
    ...clients,
    portalName,
    outputs,
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/**
 * The outputs of a stack, which is in the operator's own region if no other is given; this machine has only one. Throws Error that names the
 * stack and where it was looked for.
 */
export async function outputsOf(
  stackName: string,
  endpointUrl: string | undefined,
  region?: string,
): Promise<Record<string, string>> {
  const elsewhere = endpointUrl === undefined && region !== undefined ? { region } : {};
  const client = new CloudFormationClient({ ...operatorSettings(endpointUrl), ...elsewhere });
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    return Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  } catch (error) {
    const where = endpointUrl ?? (await client.config.region());
    if (error instanceof CloudFormationServiceException && error.message.includes('does not exist'))
      throw new Error(`There is no stack ${stackName} at ${where}: is --stage right?`, { cause: error });
    if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED')
      throw new Error(`${where} cannot be reached`, { cause: error });
    throw error;
  } finally {
    client.destroy();
  }
}
