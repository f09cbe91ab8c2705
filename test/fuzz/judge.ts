import * as v from 'valibot';
import { commonProblems, type EndpointContract } from '#shared/contract/endpoint.ts';
import { problemTable } from '#shared/contract/problems.ts';
import { tracesIn } from './marks.ts';
import type { FuzzRequest } from './requests.ts';
import type { FuzzAnswer } from './send.ts';

const problemSchema = v.looseObject({
  type: v.pipe(v.string(), v.regex(/^\/problems\/[a-z-]+$/)),
  title: v.string(),
  status: v.number(),
});
const text = v.pipe(v.string(), v.parseJson());
const table: Readonly<Record<string, { readonly status: number }>> = problemTable;

/** What API Gateway itself says: no token or a bad one, no signature or a bad one. */
const isOfTheAuthorizer = ({ auth }: EndpointContract, { status, text: body }: FuzzAnswer) =>
  (auth === 'account' && status === 401 && body === '{"message":"Unauthorized"}') ||
  (auth === 'iam' && status === 403 && body === '{"message":"Forbidden"}');

/** Without a session they set a password, one at a time for each account (R4.3). */
const setsPassword = new Set(['resend-password', 'resend-password-sms', 'choose-password']);

/** Changes one account: of many calls at once, the later ones are asked to come back, since the account is another by then. */
const changesAccount = ({ name, auth, method }: EndpointContract) =>
  (auth !== 'none' && method !== 'GET') || setsPassword.has(name);

/** What is wrong with an answer; undefined where it is one that the contract knows (R12.2). */
export function judge(request: FuzzRequest, answer: FuzzAnswer): string | undefined {
  const { status } = answer;
  const isBusyTurn = status === 503 && changesAccount(request.endpoint);
  if ((status >= 500 && !isBusyTurn) || status < 200) return `answers ${status}`;
  // A success may show what is on file; an error names fields, never values.
  const traces = status < 300 ? [] : tracesIn(answer.text);
  if (traces.length > 0) return `reveals ${traces.join(' and ')}`;
  if (request.method === 'HEAD' || isOfTheAuthorizer(request.endpoint, answer)) return undefined;
  return status < 300 ? judgeSuccess(request, answer) : judgeProblem(request, answer);
}

function judgeSuccess({ endpoint, isAddressed }: FuzzRequest, { status, text: body }: FuzzAnswer): string | undefined {
  if (!isAddressed) return undefined;
  const schema = endpoint.answers[status];
  if (schema === undefined) return `answers ${status}, which the contract does not know`;
  if (schema === null) return body === '' ? undefined : `answers ${status} with a body`;
  return v.safeParse(v.pipe(text, schema), body).success ? undefined : `answers ${status} with another body`;
}

function judgeProblem({ endpoint, isAddressed }: FuzzRequest, { status, contentType, text: body }: FuzzAnswer) {
  const parsed = v.safeParse(v.pipe(text, problemSchema), body);
  if (!contentType.startsWith('application/problem+json') || !parsed.success)
    return `answers ${status} with no problem`;
  const code = parsed.output.type.slice('/problems/'.length);
  if (table[code]?.status !== status || parsed.output.status !== status) return `answers ${status} as ${code}`;
  const declared: readonly string[] = [...endpoint.problems, ...commonProblems, 'session-ended'];
  return isAddressed && !declared.includes(code) ? `answers ${code}, which the contract does not tell` : undefined;
}
