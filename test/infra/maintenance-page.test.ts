import { createContext, Script } from 'node:vm';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { synthesizedTemplates } from './synthesized.ts';

const functionSchema = v.object({ FunctionCode: v.string() });

/** What CloudFront answers for a page while the portal rests, by each of its functions. */
async function pagesOf(settings: Readonly<Record<string, unknown>>): Promise<string[]> {
  const made = await synthesizedTemplates({ maintenance: 'on', ...settings });
  return made.ofType('AWS::CloudFront::Function').map(([, { Properties }]) => {
    const context = createContext({});
    new Script(v.parse(functionSchema, Properties).FunctionCode).runInContext(context);
    return String(new Script("handler({ request: { uri: '/documents' } }).body").runInContext(context));
  });
}

it('says the helpline as every page does, in both languages, whatever the settings have in them', async () => {
  const pages = await pagesOf({
    helpline: '(06 1) 335 3355',
    helplineHours: "hétfőtől\r\npéntekig 8–18 óra, 'ünnepnapokon' \\ nem\u2028soha",
    helplineHoursEn: 'Monday to\nFriday 8–18',
  });
  expect(pages).toHaveLength(2);
  for (const page of pages) {
    const [hungarian = '', english = ''] = page.split('<div lang="en">');
    expect(hungarian).toContain(
      'TeleBiztosító: (06 1) 335 3355, 4-es menüpont (hétfőtől&#13;&#10;péntekig 8–18 óra, &#39;ünnepnapokon&#39; &#92; nem&#8232;soha)',
    );
    expect(english).toContain('TeleBiztosító helpline: (06 1) 335 3355, menu 4 (Monday to&#10;Friday 8–18)');
  }
});
