import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { LambdaFunction } from '../../lambda/lambda-function.ts';
import { TemplateError } from '../load-template.ts';
import { localArn, physicalName } from '../physical-name.ts';
import type { Resource } from '../play-template.ts';
import { readProperties } from '../read-properties.ts';
import type { PlayerSet } from './player-set.ts';

const functionSchema = v.object({
  FunctionName: v.optional(v.string()),
  Code: v.object({ S3Key: v.optional(v.string()), ZipFile: v.optional(v.string()) }),
  Handler: v.string(),
  Runtime: v.string(),
  Role: v.string(),
  Timeout: v.optional(v.number(), 3),
  MemorySize: v.optional(v.number(), 128),
  ReservedConcurrentExecutions: v.optional(v.number()),
  Environment: v.optional(v.object({ Variables: v.optional(v.record(v.string(), v.string()), {}) })),
});

export type PlayedFunction = { readonly logicalId: string; readonly roleArn: string; readonly lambda: LambdaFunction };

/** The plan of a function; its environment still lacks Lambda's own variables. */
export type FunctionPlan = {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly directory: string;
  readonly handler: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly reservedConcurrency: number | undefined;
};

// Lambda sets these itself and refuses a function that sets its own (Lambda guide, "Defined runtime environment variables").
const isReserved = (name: string) =>
  /^(AWS_(?!ENDPOINT_URL|SDK_|NODEJS_)|_HANDLER$|LAMBDA_TASK_ROOT$|LAMBDA_RUNTIME_DIR$)/.test(name);

/** The functions of the stack, found by ARN or name. */
export function playFunctions(options: {
  readonly stackName: string;
  readonly assetPath: (s3Key: string) => string | undefined;
  /** A folder for code that is in the template itself. */
  readonly inlineDirectory: string;
  readonly create: (plan: FunctionPlan) => Promise<LambdaFunction>;
}) {
  const { stackName } = options;
  const functions = new Map<string, PlayedFunction>();

  /** `sign-in` for `Stack/sign-in/lambda/Resource`: the name for people, in faults and logs. */
  function nameOf({ path, logicalId }: Resource): string {
    const own = path?.split('/').slice(1, -1) ?? [];
    if (/^(lambda|function|handler)$/i.test(own.at(-1) ?? '')) own.pop();
    const name = own.at(-1)?.replace(/[^\w-]/g, '-');
    return name && !functions.has(localArn('lambda', `function:${name}`)) ? name : physicalName(stackName, logicalId);
  }

  async function codeOf(resource: Resource, code: { S3Key?: string | undefined; ZipFile?: string | undefined }) {
    if (code.ZipFile !== undefined) {
      const directory = join(options.inlineDirectory, resource.logicalId);
      await mkdir(directory, { recursive: true });
      await writeFile(join(directory, 'index.js'), code.ZipFile);
      return directory;
    }
    const directory = code.S3Key === undefined ? undefined : options.assetPath(code.S3Key);
    if (!directory) throw new TemplateError(`${resource.logicalId}.Code`, 'its asset is not in the assets file');
    return directory;
  }

  const players: PlayerSet = {
    async 'AWS::Lambda::Function'(resource) {
      const properties = readProperties(resource, functionSchema);
      if (!properties.Runtime.startsWith('nodejs')) {
        throw new TemplateError(`${resource.logicalId}.Runtime`, `${properties.Runtime} is not played on this machine`);
      }
      const variables = properties.Environment?.Variables ?? {};
      const reserved = Object.keys(variables).find(isReserved);
      if (reserved) throw new TemplateError(`${resource.logicalId}.Environment`, `${reserved} is reserved by Lambda`);
      const name = properties.FunctionName ?? nameOf(resource);
      const arn = localArn('lambda', `function:${name}`);
      const lambda = await options.create({
        name,
        arn,
        roleArn: properties.Role,
        directory: await codeOf(resource, properties.Code),
        handler: properties.Handler,
        variables,
        timeoutMs: properties.Timeout * 1000,
        memoryMb: properties.MemorySize,
        reservedConcurrency: properties.ReservedConcurrentExecutions,
      });
      functions.set(arn, { logicalId: resource.logicalId, roleArn: properties.Role, lambda });
      return { ref: name, attributes: { Arn: arn } };
    },
    'AWS::Lambda::Version': (resource) => {
      // Only one version of each function runs here, and the ARNs of all versions mean it.
      const { FunctionName } = readProperties(resource, v.object({ FunctionName: v.string() }));
      return { ref: arnOf(FunctionName), attributes: { Version: '1', FunctionArn: arnOf(FunctionName) } };
    },
    'AWS::Lambda::Alias': (resource) => {
      const { FunctionName } = readProperties(resource, v.object({ FunctionName: v.string() }));
      return { ref: arnOf(FunctionName), attributes: { AliasArn: arnOf(FunctionName) } };
    },
  };

  const arnOf = (nameOrArn: string) =>
    nameOrArn.startsWith('arn:') ? nameOrArn : localArn('lambda', `function:${nameOrArn}`);

  return {
    players,
    all: (): readonly PlayedFunction[] => [...functions.values()],
    arnOf,
    /** The function with this name, ARN or API Gateway invocation ARN. */
    find: (nameOrArn: string): PlayedFunction | undefined =>
      functions.get(/:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(nameOrArn)?.[1] ?? arnOf(nameOrArn)),
    /**
     * The function with this name or ARN.
     *
     * @throws TemplateError if the stack has no such function
     */
    require(nameOrArn: string, at: string): PlayedFunction {
      const found = this.find(nameOrArn);
      if (!found) throw new TemplateError(at, `${nameOrArn} is no function of this stack`);
      return found;
    },
  };
}
export type Functions = ReturnType<typeof playFunctions>;
