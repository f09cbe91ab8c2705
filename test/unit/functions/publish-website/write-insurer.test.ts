import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { insurerOfPage, insurerProfile } from '#stages/insurer-profile.ts';
import { readInsurer, writeInsurer } from '../../../../functions/publish-website/write-insurer.ts';

const page = () => readFile(new URL('../../../../web/index.html', import.meta.url), 'utf8');

describe('the insurer in the page', () => {
  const profile = {
    ...v.parse(v.object(insurerProfile), {}),
    insurerName: 'Próba & Társa',
    helpline: '(06 1) 555 0199',
  };

  it('R13.1 the page goes out with the insurer of the settings, wherever it is named', async () => {
    const html = writeInsurer(await page(), insurerOfPage({ ...profile, helplineMenu: '3' }));
    expect(html).toContain('<meta name="insurer-name" content="Próba &amp; Társa"');
    expect(html).not.toContain('335 3355');
    expect(html).toContain('<strong lang="hu">(06 1) 555 0199, 3-as menüpont</strong>');
    expect(html).toContain('<strong lang="en">(06 1) 555 0199, menu 3</strong>');
  });

  it('R8.2 the page goes out with the bank account, the payment reference and the terms of the settings', async () => {
    const html = writeInsurer(
      await page(),
      readInsurer(
        JSON.stringify(
          insurerOfPage({ ...profile, bankAccount: '11700000-00000001', termsUrl: 'https://insurer.example/a?b&c="' }),
        ),
      ),
    );
    expect(html).toContain('<meta name="insurer-bank-account" content="11700000-00000001"');
    expect(html).toContain('<meta name="insurer-payment-reference" content="{policyNumber}"');
    expect(html).toContain('<meta name="insurer-terms-url" content="https://insurer.example/a?b&amp;c=&quot;"');
  });

  it('a page that does not name the insurer is not published', () => {
    expect(() => writeInsurer('<html></html>', insurerOfPage(profile))).toThrow('The page has no insurer-name');
  });
});
