import { S3ServiceException } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { whyUnreadable } from '#shared/insurer/s3-unreadable.ts';

const anError = (name: string, message = '') =>
  new S3ServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode: 403 } });
const lacking = (action: string) =>
  anError(
    'AccessDenied',
    `User: arn:aws:sts::000000000000:assumed-role/role/f is not authorized to perform: ${action} on resource: "arn:aws:x" because no identity-based policy allows the ${action} action`,
  );

describe('R9.3 why S3 will never give a file', () => {
  it.each([
    ['NoSuchKey', anError('NoSuchKey')],
    ['NoSuchVersion', anError('NoSuchVersion')],
    ['a delete marker', anError('MethodNotAllowed')],
    ['403 to whoever may not list', lacking('s3:ListBucket')],
    ['403 in few words', anError('AccessDenied', 'Access Denied')],
  ])('gone: %s', (_, error) => expect(whyUnreadable(error)).toBe('gone'));

  it('archived: InvalidObjectState', () => expect(whyUnreadable(anError('InvalidObjectState'))).toBe('archived'));

  it.each([
    ['no kms:Decrypt', lacking('kms:Decrypt')],
    ['a disabled key', anError('KMS.DisabledException')],
    ['a deleted key', anError('KMS.KMSInvalidStateException')],
    ['an unknown key', anError('KMS.NotFoundException')],
    [
      'a key that requests must bring',
      anError(
        'InvalidRequest',
        'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
      ),
    ],
  ])('foreign-key: %s', (_, error) => expect(whyUnreadable(error)).toBe('foreign-key'));

  it.each([
    ['a permission that the deployment lacks', lacking('s3:GetObjectVersion')],
    ['a throttle', anError('SlowDown')],
    ['a throttle of KMS', anError('KMS.ThrottlingException')],
    ['another wrong request', anError('InvalidRequest', 'Missing required header')],
    ['a broken connection', new Error('reset')],
  ])('asking again may help after %s', (_, error) => expect(whyUnreadable(error)).toBeUndefined());
});
