import type { Page } from 'playwright-core';

/** A PDF in which each page says its own line, in Helvetica. */
export function aPdfOfPages(lines: readonly string[]): Buffer {
  const first = 4;
  const kids = lines.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${lines.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...lines.flatMap((line, index) => {
      const text = `BT /F1 24 Tf 72 700 Td (${line}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
        `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
      ];
    }),
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(at).padStart(10, '0');
  });
  const table = ['0000000000 65535 f ', ...offsets.map((at) => `${at} 00000 n `)].join('\n');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n${table}\n${trailer}`, 'latin1');
}

/** Lets the next links lead to these bytes, and asks for the document again. */
export async function showBytes(page: Page, bytes: Buffer): Promise<void> {
  const { origin } = new URL(page.url());
  // Before the routes: a page that asks late would get the bytes at once, and nothing to ask again with.
  const again = page.locator('main .button-second', { hasText: /Újra|again/ });
  await again.waitFor();
  await page.route('**/link?*', (route) =>
    route.fulfill({ json: { url: `${origin}/shown.pdf`, expiresAt: '2100-01-01T00:00:00.000Z' } }),
  );
  await page.route('**/shown.pdf', (route) => route.fulfill({ body: bytes, contentType: 'application/pdf' }));
  await again.click();
  await page.locator('.preview canvas, main .notice[role=alert]').first().waitFor();
}
