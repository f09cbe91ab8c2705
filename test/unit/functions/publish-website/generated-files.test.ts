import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { insurerOfPage, insurerProfile } from '#stages/insurer-profile.ts';
import { generatedFiles } from '../../../../functions/publish-website/generated-files.ts';
import { describeFile } from '../../../../functions/publish-website/publish-website.ts';

const filesOf = (changes: object = {}) =>
  generatedFiles(insurerOfPage(v.parse(v.object(insurerProfile), changes)), new Date('2026-11-30T12:00:00.000Z'));
const manifestSchema = v.pipe(v.string(), v.parseJson(), v.looseObject({ name: v.string(), theme_color: v.string() }));

describe('what the settings make of the website', () => {
  it('each file has a content type and is asked for each time', () => {
    for (const path of Object.keys(filesOf())) expect(describeFile(path).cacheControl).toBe('no-cache');
  });

  it('the style sheet and the manifest are the brand’s', () => {
    const rubin = filesOf({ brand: 'rubin', insurerName: 'Rubin Biztosító' });
    expect(rubin['brand.css']).toContain('--accent:#8a1c4a');
    expect(v.parse(manifestSchema, rubin['site.webmanifest'])).toMatchObject({
      name: 'Rubin Biztosító – Ügyfélportál',
      theme_color: '#8a1c4a',
    });
    expect(filesOf()['brand.css']).not.toContain('#8a1c4a');
  });

  it('security.txt names whom to write to, else the helpline, and ends (RFC 9116)', () => {
    expect(filesOf({ securityContact: 'mailto:security@insurer.example' })['.well-known/security.txt']).toMatch(
      /^Contact: mailto:security@insurer\.example\nExpires: 2027-11-30T12:00:00\.000Z\n/,
    );
    expect(filesOf()['.well-known/security.txt']).toMatch(/^Contact: tel:\+3613353355\n/);
  });
});
