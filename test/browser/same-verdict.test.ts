import { join } from 'node:path';
import * as v from 'valibot';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { contactInputs } from '#test/builders/field-inputs/contacts.ts';
import { mailInputs } from '#test/builders/field-inputs/mail.ts';
import { peopleInputs } from '#test/builders/field-inputs/people.ts';
import { launchBrowser } from './chromium.ts';
import * as readers from './page-readers.ts';

const bundle = v.object({ output: v.tupleWithRest([v.object({ code: v.string() })], v.unknown()) });

/** The page's own readers, as one script that a browser runs. */
async function readersForPage(): Promise<string> {
  const entry = join(import.meta.dirname, 'page-readers.ts');
  const built = await build({
    ...{ root: import.meta.dirname, configFile: false, logLevel: 'error' },
    build: { write: false, lib: { entry, formats: ['iife'], name: 'readers' } },
  });
  return v.parse(bundle, Array.isArray(built) ? built[0] : built).output[0].code;
}

const texts = [
  ...Object.values(contactInputs).flatMap((inputs) => inputs.map(([text]) => text)),
  ...mailInputs.pastedCodes.map(([text]) => text),
  ...[...peopleInputs.titles, ...peopleInputs.shapes, ...peopleInputs.places].flat(),
  ...peopleInputs.invisible.map(([character]) => `Min${character}ta${character}`),
];

it('R4.2 a browser reads every text of the field as the API does', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await readersForPage() });
    const names = Object.keys(readers);
    const found = await page.evaluate(
      ({ texts, names }) =>
        texts.map((text) => names.map((name) => `${name}: ${Reflect.get(globalThis, 'readers')[name](text)}`)),
      { texts, names },
    );
    expect(found).toEqual(texts.map((text) => Object.entries(readers).map(([name, read]) => `${name}: ${read(text)}`)));
    expect(found.length).toBeGreaterThan(200);
  } finally {
    await browser.close();
  }
});
