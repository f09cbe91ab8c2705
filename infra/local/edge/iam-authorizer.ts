import type { FindCredential } from '../aws/authenticate.ts';
import { evaluate, type PolicyDocument } from '../aws/iam.ts';
import { AwsError, localAccount, type Principal } from '../aws/service.ts';
import { readSignature, verifySignature } from '../aws/sigv4.ts';
import type { Clock } from '../clock.ts';
import type { HttpRequest } from './http.ts';
import type { Verdict } from './jwt-authorizer.ts';

type Needs = {
  readonly clock: Pick<Clock, 'now'>;
  readonly credentials: FindCredential;
  readonly policiesOf: (principal: Principal) => readonly PolicyDocument[];
};

/**
 * What an HTTP API decides for AWS_IAM routes: a SigV4 signature for execute-api is needed, by a key that somebody here
 * has, and a policy of theirs that allows execute-api:Invoke on `resource`.
 */
export async function authorizeIam(request: HttpRequest, resource: string, needs: Needs): Promise<Verdict> {
  const forbidden = (reason: string): Verdict => ({ allowed: false, status: 403, reason });
  const call = {
    method: request.method,
    path: request.path,
    query: new URLSearchParams(request.query),
    headers: request.headers,
    body: request.body,
  };
  try {
    const signature = readSignature(call);
    if (signature?.service !== 'execute-api') return forbidden('there is no signature for execute-api');
    const times = { header: [needs.clock.now(), Date.now()], presigned: [needs.clock.now()] };
    verifySignature(call, signature, needs.credentials, times);
    const principal = needs.credentials(signature.accessKeyId)?.principal;
    if (!principal) return forbidden('the key is nobody’s');
    const { allowed, reason } = evaluate(needs.policiesOf(principal), { action: 'execute-api:Invoke', resource });
    if (!allowed) return forbidden(reason);
    return {
      allowed: true,
      authorizer: {
        iam: {
          accessKey: signature.accessKeyId,
          accountId: localAccount,
          callerId: signature.accessKeyId,
          cognitoIdentity: null,
          principalOrgId: null,
          userArn: arnOf(principal),
          userId: signature.accessKeyId,
        },
      },
    };
  } catch (error) {
    if (error instanceof AwsError) return forbidden(error.code);
    throw error;
  }
}

const arnOf = ({ kind, name }: Principal) =>
  kind === 'user'
    ? `arn:aws:iam::${localAccount}:user/${name}`
    : `arn:aws:sts::${localAccount}:assumed-role/${name}/local`;
