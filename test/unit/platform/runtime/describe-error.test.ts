import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { describeError } from '#shared/platform/runtime/log.ts';

const refusedByAws = () =>
  new DynamoDBServiceException({
    name: 'ProvisionedThroughputExceededException',
    message: 'anna@mail.example is too fast',
    $fault: 'client',
    $metadata: { requestId: 'K2Q8FJ0S3DVV4KQNSO5AEMVJF66Q9ASUAAJG', httpStatusCode: 400 },
  });

describe('describeError', () => {
  it("names AWS's own id of the request that failed", () => {
    expect(describeError(refusedByAws())).toMatchObject({
      error: 'ProvisionedThroughputExceededException',
      awsRequestId: 'K2Q8FJ0S3DVV4KQNSO5AEMVJF66Q9ASUAAJG',
    });
  });

  it("names an error's code", () => {
    const error = Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNRESET' });
    expect(describeError(error)).toMatchObject({ error: 'Error', code: 'ECONNRESET' });
  });

  it('names the codes of the cause where the error has none', () => {
    const error = new Error('postponed', { cause: refusedByAws() });
    expect(describeError(error)).toMatchObject({
      error: 'Error',
      cause: 'ProvisionedThroughputExceededException',
      awsRequestId: 'K2Q8FJ0S3DVV4KQNSO5AEMVJF66Q9ASUAAJG',
    });
  });

  it('R12.1 repeats no text: neither the message nor a code with spaces', () => {
    const error = Object.assign(new Error('anna@mail.example is taken'), { code: 'anna@mail.example is taken' });
    expect(JSON.stringify(describeError(error))).not.toContain('anna');
  });
});
