import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { formAction, readForm } from '#host/aws/query-form.ts';
import { type XmlValue, xmlAnswer, xmlFailure } from '#host/aws/query-xml.ts';
import { AwsError, type AwsRequest, type AwsService } from '#host/aws/service.ts';
import type { PlayedStack } from '#host/play.ts';
import { localArn } from '#host/template/physical-name.ts';
import { type Template, templateSchema } from '#host/template/schema.ts';

type Status = 'CREATE_IN_PROGRESS' | 'CREATE_COMPLETE' | 'ROLLBACK_COMPLETE' | 'DELETE_IN_PROGRESS' | 'DELETE_FAILED';

/** A stack that a call created, unlike the one that the host was started with. */
type Kept = {
  readonly stackId: string;
  readonly createdAt: string;
  status: Status;
  reason: string;
  played?: Pick<PlayedStack, 'outputs'>;
};
/** One that a call can take away. */
type Made = Kept & { played?: PlayedStack };

type Needs = {
  readonly create: (
    stackName: string,
    loaded: { readonly template: Template; readonly assetPath: () => undefined },
  ) => Promise<PlayedStack>;
  readonly remove: (stack: PlayedStack) => Promise<void>;
  /** The stacks that the host was started with. */
  readonly started: () => readonly Pick<PlayedStack, 'stackName' | 'outputs'>[];
  /** ms since 1970 UTC. */
  readonly now: () => number;
};

const named = v.object({ StackName: v.pipe(v.string(), v.regex(/^[a-zA-Z][-a-zA-Z0-9]{0,127}$|^arn:/)) });
const creation = v.object({ ...named.entries, TemplateBody: v.string() });
const description = v.partial(named);

const refuse = (message: string) => new AwsError('ValidationError', message);

function readInput<Schema extends v.GenericSchema>(request: AwsRequest, schema: Schema): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, readForm(request));
  if (!parsed.success) throw refuse(`Validation error: ${parsed.issues[0].message}`);
  return parsed.output;
}

function readTemplate(text: string): Template {
  try {
    return v.parse(templateSchema, JSON.parse(text));
  } catch (error) {
    throw refuse(`Template format error: ${error instanceof Error ? error.message : error} (YAML is not played here)`);
  }
}

/**
 * CloudFormation for small stacks whose template is in the call: CreateStack, DescribeStacks, DeleteStack. Like AWS, it creates
 * and removes a stack in the background. A stack that fails to be created keeps its name, with the reason. The stacks that the host was
 * started with are described, and stay.
 */
export function createCloudFormation({ create, remove, started, now }: Needs): AwsService {
  const stacks = new Map<string, Made>();
  const startedAt = new Date(now()).toISOString();
  const present = (): Kept[] => [
    ...stacks.values(),
    ...started()
      .filter(({ stackName }) => !stacks.has(stackName))
      .map(({ stackName, outputs }) => ({
        stackId: localArn('cloudformation', `stack/${stackName}/local`),
        createdAt: startedAt,
        status: 'CREATE_COMPLETE' as const,
        reason: '',
        played: { outputs },
      })),
  ];
  const shortOf = (name: string) => (name.startsWith('arn:') ? (name.split('/')[1] ?? '') : name);
  const find = (name: string) => present().find((stack) => nameOf(stack) === shortOf(name));

  async function make(name: string, stack: Made, template: Template) {
    try {
      stack.played = await create(name, { template, assetPath: () => undefined });
      stack.status = 'CREATE_COMPLETE';
    } catch (error) {
      stack.status = 'ROLLBACK_COMPLETE';
      stack.reason = error instanceof Error ? error.message : String(error);
    }
  }

  async function takeAway(name: string, stack: Made) {
    try {
      if (stack.played) await remove(stack.played);
      stacks.delete(name);
    } catch (error) {
      stack.status = 'DELETE_FAILED';
      stack.reason = error instanceof Error ? error.message : String(error);
    }
  }

  const operations: Readonly<Record<string, (request: AwsRequest) => XmlValue>> = {
    CreateStack(request) {
      const { StackName: name, TemplateBody } = readInput(request, creation);
      if (find(name)) throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
      const template = readTemplate(TemplateBody);
      const stackId = localArn('cloudformation', `stack/${name}/${randomUUID()}`);
      const stack: Made = {
        stackId,
        createdAt: new Date(now()).toISOString(),
        status: 'CREATE_IN_PROGRESS',
        reason: '',
      };
      stacks.set(name, stack);
      void make(name, stack, template);
      return { StackId: stackId };
    },
    DescribeStacks(request) {
      const { StackName: name } = readInput(request, description);
      const stack = name === undefined ? undefined : find(name);
      if (name !== undefined && !stack) throw refuse(`Stack with id ${name} does not exist`);
      const shown = stack ? [stack] : present();
      return { Stacks: shown.map(describe) };
    },
    DeleteStack(request) {
      const { StackName: name } = readInput(request, named);
      const stack = stacks.get(shortOf(name));
      // AWS answers the same for a stack that is gone.
      if (!stack || stack.status === 'DELETE_IN_PROGRESS') return {};
      stack.status = 'DELETE_IN_PROGRESS';
      void takeAway(nameOf(stack), stack);
      return {};
    },
  };

  const operation = (request: AwsRequest) => {
    const action = formAction(request);
    if (Object.hasOwn(operations, action)) return action;
    throw new AwsError('InvalidAction', `Could not find operation ${action} for version 2010-05-15`);
  };

  return {
    operation,
    intents(request) {
      const { StackName: name } = readInput(request, description);
      const resource = name === undefined ? '*' : localArn('cloudformation', `stack/${shortOf(name)}/*`);
      return [{ action: `cloudformation:${operation(request)}`, resource }];
    },
    async handle(request) {
      const action = operation(request);
      return xmlAnswer(action, operations[action]?.(request) ?? {});
    },
    failure: xmlFailure,
  };
}

const nameOf = ({ stackId }: Kept) => stackId.split('/')[1] ?? '';

const describe = (stack: Kept): XmlValue => ({
  StackId: stack.stackId,
  StackName: nameOf(stack),
  CreationTime: stack.createdAt,
  StackStatus: stack.status,
  ...(stack.reason ? { StackStatusReason: stack.reason } : {}),
  Outputs: Object.entries(stack.played?.outputs ?? {}).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
});
