import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { type HttpHandler, HttpResponse } from '@smithy/core/protocols';
import * as v from 'valibot';
import { accountAttribute } from '#shared/sign-in/credentials/credentials.ts';
import { bodyOf } from '../harness/body-of.ts';
import { currentScene } from '../harness/scene.ts';
import type { Fault, Stage } from '../harness/stage.ts';
import type { PoolUsers } from './pool-users.ts';

const inputSchema = v.object({
  Username: v.string(),
  TemporaryPassword: v.optional(v.string(), ''),
  Password: v.optional(v.string(), ''),
  Permanent: v.optional(v.boolean(), false),
  UserAttributes: v.optional(v.array(v.object({ Name: v.string(), Value: v.string() })), []),
});
type Input = v.InferOutput<typeof inputSchema>;
type Answer = { readonly status: number; readonly body: object };

const ok = (body: object = {}): Answer => ({ status: 200, body });
const refuse = (code: string): Answer => ({ status: 400, body: { __type: code, message: code } });
const gone = refuse('UserNotFoundException');

const poolsOn = new WeakMap<Stage, PoolUsers>();
export const playPool = (stage: Stage, users: PoolUsers): void => void poolsOn.set(stage, users);

/** The administration of users as Cognito answers it. */
const operations: Readonly<Record<string, (users: PoolUsers, input: Input) => Answer>> = {
  AdminGetUser(users, { Username }) {
    const user = users.find(Username);
    if (!user) return gone;
    const attributes = { sub: user.sub, ...(user.accountId ? { [accountAttribute]: user.accountId } : {}) };
    return ok({
      Username: user.username,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    });
  },
  AdminCreateUser(users, { Username, TemporaryPassword, UserAttributes }) {
    if (users.find(Username)) return refuse('UsernameExistsException');
    users.create(Username, UserAttributes.find(({ Name }) => Name === accountAttribute)?.Value, TemporaryPassword);
    return ok({ User: { Username } });
  },
  AdminSetUserPassword(users, { Username, Password, Permanent }) {
    const user = users.find(Username);
    if (!user) return gone;
    users.set(user, Password, Permanent ? 'permanent' : 'temporary');
    return ok();
  },
  AdminDeleteUser(users, { Username }) {
    const user = users.find(Username);
    if (!user) return gone;
    users.remove(user);
    return ok();
  },
  AdminUserGlobalSignOut: (users, { Username }) => (users.find(Username) ? ok() : gone),
};

const sets = new Set(['AdminCreateUser', 'AdminSetUserPassword']);
/** The longest, in ms, that the pool may take over a call after its caller has stopped waiting. */
const longestLate = 5_000;

const tooMany: Fault<Answer> = {
  name: 'too many requests',
  share: 0.02,
  instead: async () => refuse('TooManyRequestsException'),
};

/** Calls that set a password are never repeated by the SDK: the caller never learns the outcome of one that gets no answer. */
const unansweredFaults = (stage: Stage, effect: () => Answer): Fault<Answer>[] => [
  {
    name: 'carried out, no answer',
    share: 0.015,
    async instead(run) {
      await run();
      throw new Error('no answer');
    },
  },
  {
    name: 'no answer, carried out later',
    share: 0.015,
    async instead() {
      const late = Math.floor(Math.random() * longestLate);
      await stage.start('late call of the pool', { timeout: longestLate }, async () => {
        await stage.pause(late);
        return effect().status;
      });
      throw new Error('no answer');
    },
  },
];

const handler: Pick<HttpHandler, 'handle' | 'destroy' | 'metadata'> = {
  async handle(request) {
    const stage = currentScene()?.stage;
    const users = stage && poolsOn.get(stage);
    if (!users) throw new Error('Cognito is played only within an exploration');
    const [, name = ''] = String(request.headers['x-amz-target']).split('.');
    const run = operations[name];
    if (!run) throw new Error(`Cognito's ${name} is not played here`);
    const input = v.parse(inputSchema, JSON.parse(bodyOf(request).toString('utf8')));
    const effect = () => run(users, input);
    const { status, body: answer } = await stage.call(name, async () => effect(), [
      tooMany,
      ...(sets.has(name) ? unansweredFaults(stage, effect) : []),
    ]);
    return {
      response: new HttpResponse({
        statusCode: status,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: Buffer.from(JSON.stringify(answer)),
      }),
    };
  },
  destroy: () => undefined,
  metadata: { handlerProtocol: 'http/1.1' },
};

const clientOf = (maxAttempts: number) =>
  new CognitoIdentityProviderClient({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'explorer', secretAccessKey: 'explorer' },
    maxAttempts,
    signer: { sign: async (request) => request },
    requestHandler: handler,
  });

/** The unmodified SDK's clients of the pool of the scene they are called in; what sets a password is never repeated. */
export const cognito = { calls: clientOf(3), sets: clientOf(1) };
