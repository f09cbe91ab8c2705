import { PutObjectCommand } from '@aws-sdk/client-s3';
import { bucketName, startS3 } from 'template-host/testing/s3-start';
import { describe, expect, it } from 'vitest';
import { s3WithdrawalMarkers } from '#shared/documents/withdrawal/s3-withdrawals.ts';
import { inSingleBytes } from '#test/builders/registry.ts';

const reason = 'Tévesen feltöltött számla, őrült hűség';
const json = JSON.stringify({ reason });
const utf16 = Buffer.from(`\ufeff${json}`, 'utf16le');

async function readMarker(content: Uint8Array | string) {
  const { client } = await startS3();
  const key = 'withdraw/P-1/a.pdf.json';
  const { VersionId: versionId = '' } = await client.send(
    new PutObjectCommand({ Bucket: bucketName, Key: key, Body: content }),
  );
  const object = { bucket: bucketName, key, versionId, size: content.length, uploadedAt: new Date() };
  return s3WithdrawalMarkers(client).readReason(object);
}

describe('R6.3, R9.2b a marker is read in whichever encoding the insurer’s tools write it', () => {
  it.each<[what: string, content: Uint8Array | string]>([
    ['UTF-8', json],
    ['UTF-8 with its mark', `\ufeff${json}`],
    ['UTF-8 with two marks', `\ufeff\ufeff${json}`],
    ['UTF-16, as PowerShell writes it', utf16],
    ['UTF-16, the other way round', Buffer.from(utf16).swap16()],
    ['Windows-1250', inSingleBytes(json, 'windows-1250')],
    ['CRLF at its end', `{\r\n  "reason": "${reason}"\r\n}\r\n`],
    ['escaped', json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)],
  ])('%s', async (_what, content) => expect(await readMarker(content)).toBe(reason));

  it.each<[what: string, content: Uint8Array | string]>([
    ['empty', ''],
    ['only a mark', Buffer.from([0xff, 0xfe])],
    ['UTF-16 without its mark', Buffer.from(json, 'utf16le')],
    ['text', reason],
    ['no reason', '{}'],
    ['an empty one', '{"reason":" "}'],
    ['a number', '{"reason":1}'],
    ['a list', '["reason"]'],
    ['two objects', `${json}${json}`],
    ['another name', '{"Reason":"x"}'],
    ['the prototype’s', '{"__proto__":{"reason":"x"}}'],
  ])('not: %s', async (_what, content) => expect(await readMarker(content)).toBeUndefined());
});
