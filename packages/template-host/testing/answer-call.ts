import { AwsError, type AwsRequest, type AwsResponse, type AwsService } from '#host/aws/service.ts';

export type { AwsRequest, AwsResponse } from '#host/aws/service.ts';

const wordFailure = (service: AwsService, request: AwsRequest, error: unknown) =>
  service.failure(error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500), request);

/** One call of an emulated service without any server, signature or permission, its failures in the service's words. */
export async function answerCall(service: AwsService, request: AwsRequest): Promise<AwsResponse> {
  try {
    service.operation(request);
    service.intents(request);
    return await service.handle(request);
  } catch (error) {
    return wordFailure(service, request, error);
  }
}

/** The answer of a service that refuses a call with this code, as a fault that is put in on purpose. */
export const refuseCall = (service: AwsService, request: AwsRequest, code: string, message = code): AwsResponse =>
  service.failure(new AwsError(code, message), request);
