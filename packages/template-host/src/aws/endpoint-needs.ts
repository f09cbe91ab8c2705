import type { Clock } from '../clock.ts';
import type { FindCredential } from './authenticate.ts';
import type { Calls } from './calls.ts';
import type { Faults } from './faults.ts';
import type { PolicyDocument } from './iam.ts';
import type { AwsRequest, AwsResponse, AwsService, Principal, ServiceName } from './service.ts';

export type AwsEndpointNeeds = {
  readonly clock: Clock;
  readonly services: Readonly<Record<ServiceName, AwsService>>;
  /** The credential of an access key; undefined for a key that was never issued. */
  readonly credentials: FindCredential;
  /** The policies of a function's role, or of a user. */
  readonly policiesOf: (principal: Principal) => readonly PolicyDocument[];
  readonly faults: Faults;
  readonly calls: Calls;
  /** Ends the function's running worker (`crash` faults). */
  readonly killWorker: (functionName: string) => void | Promise<void>;
  /** Answers a browser's CORS preflight to S3. Without it, OPTIONS is refused. */
  readonly preflight?: (request: AwsRequest) => AwsResponse;
  /** Takes one line for each refused or broken call; default: stderr. */
  readonly log?: (line: string) => void;
  /** The largest body in bytes; default: 512 MiB. */
  readonly bodyLimit?: number;
};

/** A call before its caller is named, and the function that has the port it came in on (undefined: the public port). */
export type Arrival = { readonly unnamed: Omit<AwsRequest, 'caller'>; readonly portOf: string | undefined };
