import * as v from 'valibot';
import type { Letterhead } from './layout.ts';

const letterheadSchema = v.object({
  insurerName: v.string(),
  helpline: v.object({ hu: v.string(), en: v.string() }),
  number: v.string(),
  address: v.string(),
  colours: v.object({ accent: v.string(), onAccent: v.string() }),
  /** Its path in the website, and its size in a mail in CSS pixels. */
  logo: v.object({ path: v.string(), width: v.number(), height: v.number() }),
});

/** What a stage's settings say of the insurer's mails; the stack gives it to each function that sends mails. */
export type LetterheadSettings = v.InferOutput<typeof letterheadSchema>;

/** The letterhead of the functions' environment; `origin` is the portal's. Throws ValiError for any other form. */
export function readLetterhead(json: string, origin: string): Letterhead {
  const { logo, ...rest } = v.parse(v.pipe(v.string(), v.parseJson(), letterheadSchema), json);
  const { path, ...size } = logo;
  return { ...rest, logo: { url: origin + path, ...size } };
}
