import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { describeFile } from '../../../functions/publish-website/publish-website.ts';
import { writeInsurer } from '../../../functions/publish-website/write-insurer.ts';

const page = () => readFile(new URL('../../../web/index.html', import.meta.url), 'utf8');

describe('publish-website', () => {
  it('R13.1 the page goes out with the insurer of the settings, wherever it is named', async () => {
    const html = writeInsurer(await page(), { name: 'Próba & Társa', helpline: '(06 1) 555 0199' });
    expect(html).toContain('<meta name="insurer-name" content="Próba &amp; Társa"');
    expect(html).not.toContain('335 3355');
    expect(html.split('(06 1) 555 0199').length).toBeGreaterThan(3);
  });

  it('a page that does not name the insurer is not published', () => {
    expect(() => writeInsurer('<html></html>', { name: 'a', helpline: 'b' })).toThrow('The page has no insurer-name');
  });

  it('hashed files are kept for good, pages are asked for anew', () => {
    expect(describeFile('assets/index-abc.js').cacheControl).toBe('public, max-age=31536000, immutable');
    expect(describeFile('index.html').cacheControl).toBe('no-cache');
    expect(() => describeFile('secrets.exe')).toThrow('There is no content type for secrets.exe');
  });
});
