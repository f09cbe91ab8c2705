import type { Clock } from '../clock.ts';
import { isScopeOf } from './dispatch.ts';
import { AwsError, type Caller, localRegion, type Principal, regionOf, type ServiceName } from './service.ts';
import { checkTime, readSignature, type Secret, type Signature, type SignedCall, verifySignature } from './sigv4.ts';

/** An access key's secret and its principal. Keys that were never issued are unknown here. */
export type Credential = Secret & { readonly principal: Principal };
export type FindCredential = (accessKeyId: string) => Credential | undefined;

export type Identity = { readonly caller: Caller; readonly signed: boolean; readonly presigned: boolean };

type Needs = { readonly credentials: FindCredential; readonly clock: Clock };
/** The request and the port it came in on. `portOf` is the function that has this port; undefined on the public port. */
type Arrival = { readonly request: SignedCall; readonly service: ServiceName; readonly portOf: string | undefined };

/**
 * Names the caller of a request. A function or user is known by the access key, whose signature must verify; a function's
 * unsigned calls (some of Cognito's) by the port that it was given. On the public port every other key belongs to the owner of
 * this machine: the port is bound to loopback, so the signature of such a key is not checked and everything is allowed; only the
 * expiry of a presigned URL and the region are checked for all. Throws AwsError in AWS's own words.
 */
export function authenticate({ credentials, clock }: Needs, arrival: Arrival): Identity {
  const { request, service, portOf } = arrival;
  try {
    const signature = readSignature(request);
    if (!signature) {
      if (service === 's3') throw new AwsError('AccessDenied', 'Access Denied', 403);
      const caller: Caller = portOf === undefined ? { kind: 'owner' } : { kind: 'function', name: portOf };
      return { caller, signed: false, presigned: false };
    }
    if (signature.region !== regionOf(service)) throw wrongRegion(service, signature);
    const presigned = signature.expiresIn !== undefined;
    const credential = credentials(signature.accessKeyId);
    if (!credential && portOf === undefined) {
      // The owner's own clock is the real one: what it presigns after the time was moved is valid from then.
      if (presigned) checkTime(signature, { header: [], presigned: [clock.now(), Date.now()] });
      return { caller: { kind: 'owner' }, signed: true, presigned };
    }
    if (!isScopeOf(signature.service, service)) {
      throw new AwsError('SignatureDoesNotMatch', 'Credential should be scoped to the correct service.', 403);
    }
    // A function's clock is the moved one, so its links end when the time is moved past their end.
    const times = { header: [clock.now(), Date.now()], presigned: [clock.now()] };
    verifySignature(request, signature, credentials, times);
    return { caller: credential?.principal ?? { kind: 'function', name: '' }, signed: true, presigned };
  } catch (error) {
    throw error instanceof AwsError ? inWordsOf(service, error) : error;
  }
}

/**
 * The refusal of a signature for another region, in the words of S3 (which names the right region, so that clients retry) and of
 * the others.
 */
function wrongRegion(service: ServiceName, { region, expiresIn }: Signature): AwsError {
  if (service !== 's3')
    return new AwsError(
      'SignatureDoesNotMatch',
      `Credential should be scoped to a valid region, not '${region}'. `,
      403,
    );
  const [code, what] =
    expiresIn === undefined
      ? ['AuthorizationHeaderMalformed', 'The authorization header is malformed']
      : ['AuthorizationQueryParametersError', 'Error parsing the X-Amz-Credential parameter'];
  const message = `${what}; the region '${region}' is wrong; expecting '${localRegion}'`;
  return new AwsError(code, message, 400, { Region: localRegion });
}

/** The error for a call without the signature that it needs. */
export const missingSignature = (service: ServiceName) =>
  inWordsOf(service, new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403));

/** The error for a call that the caller's policies do not allow. */
export const refusal = (service: ServiceName, message: string) =>
  service === 's3' || service === 'ses'
    ? new AwsError('AccessDenied', message, 403)
    : new AwsError('AccessDeniedException', message, 400);

const jsonNames: Readonly<Record<string, string>> = {
  SignatureDoesNotMatch: 'InvalidSignatureException',
  RequestTimeTooSkewed: 'InvalidSignatureException',
  InvalidAccessKeyId: 'UnrecognizedClientException',
  InvalidToken: 'UnrecognizedClientException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
};

/** S3 uses the names of `sigv4.ts`; the services that speak JSON and SES's query protocol have some of their own. */
function inWordsOf(service: ServiceName, error: AwsError): AwsError {
  if (service === 's3') return error;
  if (service === 'ses') {
    const isKey = error.code === 'InvalidAccessKeyId' || error.code === 'InvalidToken';
    return isKey ? new AwsError('InvalidClientTokenId', error.message, 403) : error;
  }
  const name = jsonNames[error.code];
  return name ? new AwsError(name, error.message, 400) : error;
}
