import { evaluate, type PolicyDocument } from '../aws/iam.ts';
import { AwsError, localAccount } from '../aws/service.ts';
import { checkTime, readSignature, type Secret, verifySignature } from '../aws/sigv4.ts';
import type { Clock } from '../clock.ts';
import type { HttpRequest } from './http.ts';
import type { Verdict } from './jwt-authorizer.ts';

type Needs = {
  readonly clock: Pick<Clock, 'now'>;
  /** The secret of a function's access key; undefined for any other key. */
  readonly credentials: (accessKeyId: string) => (Secret & { readonly functionName: string }) | undefined;
  readonly policiesOf: (functionName: string) => readonly PolicyDocument[];
};

/**
 * What an HTTP API decides for AWS_IAM routes: a SigV4 signature for execute-api is needed. A function's must verify
 * and its role allow execute-api:Invoke on `resource`; any other key is the owner's of this machine (the port is bound to
 * loopback), whose secret nobody here knows, so that only form and time of its signature are checked.
 */
export async function authorizeIam(request: HttpRequest, resource: string, needs: Needs): Promise<Verdict> {
  const forbidden: Verdict = { allowed: false, status: 403 };
  const call = {
    method: request.method,
    path: request.path,
    query: new URLSearchParams(request.query),
    headers: request.headers,
    body: request.body,
  };
  try {
    const signature = readSignature(call);
    if (signature?.service !== 'execute-api') return forbidden;
    const times = { header: [needs.clock.now(), Date.now()], presigned: [needs.clock.now()] };
    const known = needs.credentials(signature.accessKeyId);
    if (known) {
      verifySignature(call, signature, needs.credentials, times);
      const intent = { action: 'execute-api:Invoke', resource };
      if (!evaluate(needs.policiesOf(known.functionName), intent).allowed) return forbidden;
    } else checkTime(signature, times);
    const userArn = known
      ? `arn:aws:sts::${localAccount}:assumed-role/${known.functionName}/local`
      : `arn:aws:iam::${localAccount}:user/${signature.accessKeyId}`;
    return {
      allowed: true,
      authorizer: {
        iam: {
          accessKey: signature.accessKeyId,
          accountId: localAccount,
          callerId: signature.accessKeyId,
          cognitoIdentity: null,
          principalOrgId: null,
          userArn,
          userId: signature.accessKeyId,
        },
      },
    };
  } catch (error) {
    if (error instanceof AwsError) return forbidden;
    throw error;
  }
}
