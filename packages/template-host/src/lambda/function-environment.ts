import { randomBytes } from 'node:crypto';
import { localRegion } from '../aws/service.ts';
import type { Secret } from '../aws/sigv4.ts';

export type FunctionKeys = Secret & { readonly accessKeyId: string; readonly sessionToken: string };

/** Credentials of one function's role, new at each start. */
export const issueKeys = (): FunctionKeys => ({
  accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
  secret: randomBytes(30).toString('base64url'),
  sessionToken: randomBytes(60).toString('base64url'),
});

/**
 * A function's process.env: the template's variables, Lambda's own (Lambda guide, "Defined runtime environment variables"), and
 * the addresses of AWS on this machine. Cognito's address is the function's own: some of its calls are unsigned, so only the port
 * shows the caller.
 */
export const functionEnvironment = (
  plan: {
    readonly name: string;
    readonly handler: string;
    readonly directory: string;
    readonly memoryMb: number;
    readonly variables: Readonly<Record<string, string>>;
  },
  keys: FunctionKeys,
  urls: { readonly aws: string; readonly own: string },
): Readonly<Record<string, string>> => ({
  ...plan.variables,
  _HANDLER: plan.handler,
  LAMBDA_TASK_ROOT: plan.directory,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_REGION: localRegion,
  AWS_DEFAULT_REGION: localRegion,
  AWS_LAMBDA_FUNCTION_NAME: plan.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMb),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${plan.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secret,
  AWS_SESSION_TOKEN: keys.sessionToken,
  AWS_ENDPOINT_URL: urls.aws,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: urls.own,
  TZ: 'UTC',
});
