import { AwsError, type AwsRequest, type AwsResponse, type AwsService } from '#host/aws/service.ts';
import { isJson } from '#host/template/json.ts';
import { InvocationError } from './invocation-error.ts';
import type { LambdaFunction } from './lambda-function.ts';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

function readEvent({ body }: AwsRequest) {
  try {
    const event: unknown = body.length === 0 ? {} : JSON.parse(body.toString());
    if (isJson(event)) return event;
  } catch {
    // Answered below.
  }
  throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json');
}

/** Lambda as an operator calls it on this machine: a synchronous Invoke of a function of the stacks, by its name. */
export function createLambdaApi({ find }: { readonly find: (name: string) => LambdaFunction | undefined }): AwsService {
  const named = (request: AwsRequest): string => {
    const [, name] = /^\/2015-03-31\/functions\/([\w-]+)\/invocations$/.exec(request.path) ?? [];
    if (name === undefined || request.method !== 'POST')
      throw new AwsError('UnknownOperationException', `${request.method} ${request.path} is not played here`, 404);
    return name;
  };
  const functionOf = (request: AwsRequest): LambdaFunction => {
    const name = named(request);
    const found = find(name);
    if (!found) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
    return found;
  };
  return {
    operation(request) {
      named(request);
      return 'Invoke';
    },
    intents: (request) => [{ action: 'lambda:InvokeFunction', resource: functionOf(request).config.arn }],
    async handle(request) {
      try {
        return answer(200, (await functionOf(request).invoke(readEvent(request))) ?? null);
      } catch (error) {
        if (!(error instanceof InvocationError)) throw error;
        if (error.failure === 'throttled') throw new AwsError('TooManyRequestsException', error.message, 429);
        // What the function throws is an answer of Lambda's, not a failure.
        return answer(200, { errorMessage: error.message }, { 'x-amz-function-error': 'Unhandled' });
      }
    },
    failure: ({ status, code, message }) => answer(status, { Message: message }, { 'x-amzn-errortype': code }),
  };
}
