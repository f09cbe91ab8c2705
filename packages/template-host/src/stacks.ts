import type { Account } from './account.ts';
import { createAwsEndpoint } from './aws/endpoint.ts';
import { AwsError } from './aws/service.ts';
import { type Closing, createClosing } from './closing.ts';
import { createCloudFormation } from './cloudformation/cloudformation.ts';
import type { InvokeTrigger } from './cognito/cognito.ts';
import { createEventsApi } from './lambda/events-api.ts';
import { InvocationError } from './lambda/invocation-error.ts';
import { createLambdaApi } from './lambda/lambda-api.ts';
import type { Ports } from './listen.ts';
import { createMonitoring } from './metrics/monitoring.ts';
import { type PlayedStack, play } from './play.ts';
import { byServiceName, type Services } from './services.ts';
import { isJson } from './template/json.ts';
import type { LoadedTemplate } from './template/load-template.ts';
import { removeResources } from './template/remove-resources.ts';
import { createStackOutputs } from './template/stack-outputs.ts';
import type { StackNeeds, StackPlayers } from './template/stack-players.ts';

/** The stacks in the account: the services' events reach the stack that they concern, and each function's keys are known. */
export type Stacks = {
  /**
   * Creates a stack. If it fails, nothing of it is left.
   *
   * @throws TemplateError for a template that this host cannot play
   */
  readonly create: (stackName: string, loaded: LoadedTemplate) => Promise<PlayedStack>;
  /**
   * Ends the stack's pollers and schedules, and removes its resources with everything in them.
   *
   * @throws AwsError if a resource may not be removed yet
   */
  readonly remove: (stack: PlayedStack) => Promise<void>;
};

type Needs = {
  readonly account: Account;
  readonly ports: Ports;
  readonly print: (line: string) => void;
  readonly passesPauses: boolean;
};

/** Opens the account's AWS endpoint; stacks can be created and removed while it is open. */
export function openStacks({ account, ports, print, passesPauses }: Needs, closing: Closing): Stacks {
  const { services } = account;
  const present = new Map<string, StackPlayers>();
  const started = new Map<string, PlayedStack>();
  const closings = new Map<string, Closing>();
  const given = createStackOutputs();
  const all = () => [...present.values()];
  const functionNamed = (name: string) => first(all(), ({ functions }) => functions.find(name));

  account.events.connect({
    onObjectEvent(event) {
      for (const players of all()) players.onObjectEvent(event);
    },
    async publish(topicArn, ...message) {
      const owner = all().find((players) => players.hasTopic(topicArn));
      if (!owner) throw new Error(`there is no topic ${topicArn}`);
      await owner.publish(topicArn, ...message);
    },
    invokeTrigger: triggerInvoker(functionNamed),
  });

  /** A key and its policies may be of another stack than what is called. */
  const iam: StackNeeds['iam'] = {
    credentials: (accessKeyId) => first(all(), ({ credential }) => credential(accessKeyId)),
    policiesOf: (principal) => all().flatMap(({ policiesOf }) => [...policiesOf(principal)]),
  };

  async function create(stackName: string, loaded: LoadedTemplate): Promise<PlayedStack> {
    const own = createClosing();
    closings.set(stackName, own);
    closing.add(own.close);
    try {
      const connect = (players: StackPlayers) => present.set(stackName, players);
      const imports = given.seenBy(stackName);
      const stack = await play({ stackName, loaded, account, ports, connect, passesPauses, imports, iam }, own);
      given.add(stackName, stack);
      started.set(stackName, stack);
      return stack;
    } catch (error) {
      present.delete(stackName);
      await own.close();
      throw error;
    }
  }

  async function remove(stack: PlayedStack): Promise<void> {
    given.requireUnused(stack.stackName);
    await removeResources(services, stack.resources);
    given.remove(stack.stackName);
    await closings.get(stack.stackName)?.close();
    present.delete(stack.stackName);
    started.delete(stack.stackName);
  }

  const endpoint = createAwsEndpoint({
    services: byServiceName(services, {
      cloudformation: createCloudFormation({
        ...{ create, remove },
        started: () => [...started.values()],
        now: account.clock.now,
      }),
      monitoring: createMonitoring({
        alarms: () => account.measuring.alarms(all().flatMap((players) => [...players.alarms()])),
        hold: account.measuring.hold,
        add: account.measuring.add,
        now: account.clock.now,
      }),
      events: createEventsApi(() => all().flatMap((players) => [...players.rules()])),
      lambda: createLambdaApi({ find: (name) => functionNamed(name)?.lambda }),
    }),
    clock: account.clock,
    faults: account.faults,
    calls: account.calls,
    ...iam,
    killWorker: (name) => functionNamed(name)?.lambda.crash('killed by a local fault'),
    preflight: preflightOf(services),
    log: print,
  });
  ports.aws.serve(endpoint.handlerFor);
  return { create, remove };
}

function first<T, Found>(all: readonly T[], find: (one: T) => Found | undefined): Found | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const triggerInvoker =
  (functionNamed: (name: string) => ReturnType<StackPlayers['functions']['find']>): InvokeTrigger =>
  async (functionArn, event) => {
    const target = functionNamed(functionArn);
    if (!target || !isJson(event)) throw new Error(`${functionArn} cannot be called`);
    try {
      return { ok: true, event: await target.lambda.invoke(event) };
    } catch (error) {
      if (error instanceof InvocationError && error.failure === 'handler') return { ok: false, error: error.message };
      throw error;
    }
  };

/** S3's answer to a browser's preflight. */
const preflightOf =
  ({ s3 }: Services): NonNullable<Parameters<typeof createAwsEndpoint>[0]['preflight']> =>
  (request) => {
    try {
      return s3.preflight(request.path.split('/')[1] ?? '', request.headers);
    } catch (error) {
      if (error instanceof AwsError) return s3.failure(error, request);
      throw error;
    }
  };
