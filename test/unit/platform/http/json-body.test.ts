import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { parseCall } from '#shared/platform/http/parse-call.ts';

const bodyOf = (text: string) => {
  const event = {
    headers: { 'content-type': 'application/json' },
    requestContext: { http: { sourceIp: '192.0.2.1' } },
    body: text,
  };
  return parseCall(contract.signIn, JSON.parse(JSON.stringify(event))).body;
};

describe('R12.2 half a letter is in no text that the portal takes', () => {
  it.each([
    ['the first half', '{"username":"anna","password":"\\ud800"}'],
    ['the second half', '{"username":"anna","password":"x\\udfffx"}'],
    ['both, the wrong way round', '{"username":"anna","password":"\\udc00\\ud800"}'],
    ['in capitals', '{"username":"anna","password":"\\uD83D"}'],
    ['inside another value', '{"username":"anna","password":"x","more":[{"a":"\\ud800"}]}'],
    ['in a name', '{"username":"anna","password":"x","\\ud800":1}'],
    ['what a decoder writes for it', '{"username":"anna","password":"\ufffd"}'],
  ])('%s is refused', (_what, text) =>
    expect(() => bodyOf(text)).toThrow(expect.objectContaining({ code: 'invalid-request' })),
  );

  it('a whole letter in two halves is taken', () =>
    expect(bodyOf('{"username":"anna","password":"\\ud83d\\ude00 és \\\\ud800"}')).toEqual({
      username: 'anna',
      password: '😀 és \\ud800',
    }));
});
