import type { Credential, FindCredential } from '../aws/authenticate.ts';
import { evaluate, type PolicyDocument, parsePolicy } from '../aws/iam.ts';
import { AwsError, localAccount, localRegion, type Principal } from '../aws/service.ts';
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
 * Any other key belongs to the owner of this machine if its secret is the key itself: `test` with the secret `test` may do
 * everything.
 */
const ownerOf = (accessKeyId: string): Credential => ({
  secret: accessKeyId,
  principal: { kind: 'user', name: accessKeyId },
});
const everything = parsePolicy({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/**
 * The decision of an HTTP API for AWS_IAM routes: it requires a valid SigV4 signature for execute-api, and a policy of the key's
 * principal that allows execute-api:Invoke on `resource`.
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
    if (signature.region !== localRegion) return forbidden('the signature is for another region');
    const times = { header: [needs.clock.now(), Date.now()], presigned: [needs.clock.now()] };
    const known = needs.credentials(signature.accessKeyId);
    const { principal } = known ?? ownerOf(signature.accessKeyId);
    verifySignature(call, signature, (key) => known ?? ownerOf(key), times);
    const policies = known ? needs.policiesOf(principal) : [everything];
    const { allowed, reason } = evaluate(policies, { action: 'execute-api:Invoke', resource });
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
