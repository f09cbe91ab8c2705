import { toJsonSchema } from '@valibot/to-json-schema';
import fc from 'fast-check';
import * as v from 'valibot';
import type { Schema } from '#shared/contract/endpoint.ts';
import { birthYears, mailDomain, mobileStart, nameMark, secretMark } from './marks.ts';

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));
const letters = fc.stringMatching(/^[a-z]{0,12}$/);
/** Text of all kinds that bears a mark. */
const marked = (mark: string, text: fc.Arbitrary<string>) => text.map((rest) => `${mark}${rest}`);
const anyText = fc.oneof(
  letters,
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('\u0000', '\u202e', '../..', "' OR 1=1 --", '<script>', '{{7*7}}', '%00', '\\', '=1+1'),
);
const opaque = marked(secretMark, fc.stringMatching(/^[A-Za-z0-9_-]{11,60}$/));
const someBytes = fc
  .uint8Array({ minLength: 1, maxLength: 90 })
  .map((array) => Buffer.from(array).toString('base64url'));
const birthDate = fc
  .date({
    min: new Date(Date.UTC(birthYears[0], 0, 1)),
    max: new Date(Date.UTC(birthYears[1], 0, 1)),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));

/** Values in the right form, for fields whose form JSON Schema does not give, or not in a way that we read. */
const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  username: marked(nameMark, letters),
  email: letters.map((rest) => `${nameMark}${rest}@${mailDomain}`),
  mobile: digits(4).map((rest) => `06 30 ${mobileStart} ${rest}`),
  birthDate,
  token: opaque,
  challengeToken: opaque,
  registrationId: opaque,
  identificationId: opaque,
  cursor: opaque,
  documentId: opaque,
  policyId: marked(nameMark, letters).map((text) => Buffer.from(text).toString('base64url')),
  password: marked(secretMark, anyText),
  currentPassword: marked(secretMark, anyText),
  newPassword: marked(secretMark, anyText),
  code: digits(6),
  sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
  passkeyId: fc.stringMatching(/^[A-Za-z0-9_-]{43}$/),
  // What authenticators answer: client data that names a challenge, and bytes.
  clientDataJSON: marked(secretMark, anyText).map((challenge) =>
    Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin: 'https://portal.example' })).toString(
      'base64url',
    ),
  ),
  ...Object.fromEntries(
    ['id', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'].map((name) => [name, someBytes]),
  ),
};

type Described = ReturnType<typeof toJsonSchema>;

/** Values for a schema of the contract, as far as its JSON Schema describes them; most are valid. */
export function valid(schema: Schema): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fromJsonSchema(toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' }), '').map((value) =>
    v.parse(v.record(v.string(), v.unknown()), value),
  );
}

function fromJsonSchema(schema: Described | boolean, name: string): fc.Arbitrary<unknown> {
  if (typeof schema === 'boolean') return fc.constant(null);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...v.parse(v.array(v.unknown()), schema.enum));
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fromJsonSchema(one, name)));
  if (schema.type === 'object') {
    const properties = Object.entries(schema.properties ?? {});
    const required = new Set(schema.required ?? []);
    const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(
      properties.map(([key, one]) => [key, fromJsonSchema(one, key)]),
    );
    return fc.record(model, {
      requiredKeys: properties.map(([key]) => key).filter((key) => required.has(key)),
      noNullPrototype: true,
    });
  }
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer' || schema.type === 'number') return fc.integer();
  return byName[name] ?? marked(nameMark, anyText);
}

/** Any JSON value, each text in it marked. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: false },
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 2 ** 63),
    marked(nameMark, anyText),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom('a', '', '__proto__', 'constructor', 'toString', 'token', 'email', 'identity'),
      tie('value'),
    ),
  ),
})).value;

export const anyMarkedText = marked(nameMark, anyText);
