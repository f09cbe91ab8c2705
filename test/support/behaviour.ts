import * as v from 'valibot';
import { commonProblems, type EndpointContract } from '#shared/contract/endpoint.ts';
import type { Answer, Call, Endpoint } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

function declared({ name, answers }: EndpointContract, { status, body }: Answer<EndpointContract>): void {
  const schema = answers[status];
  if (schema === undefined) throw new Error(`The contract of ${name} declares no answer ${status}`);
  v.parse(schema ?? v.null(), body);
}

/** The answer of a behaviour to a call. Throws for an answer that its contract does not declare, field by field. */
export async function answerOf<E extends EndpointContract>(
  { contract, behave }: Endpoint<E>,
  call: Call<E>,
): Promise<Answer<E>> {
  const answer = await behave(call);
  declared(contract, answer);
  return answer;
}

/** The problem that a behaviour answers a call with: its code, what it says beside it, and when to try again (s). */
export async function problemOf<E extends EndpointContract>({ contract, behave }: Endpoint<E>, call: Call<E>) {
  const error: unknown = await behave(call).then(
    () => new Error(`${contract.name} answered`),
    (reason) => reason,
  );
  if (!(error instanceof DomainError)) throw error;
  const { code, details, retryAfterSeconds } = error;
  if (![...commonProblems, ...contract.problems].includes(code))
    throw new Error(`The contract of ${contract.name} declares no problem ${code}`);
  return { code, details, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}
