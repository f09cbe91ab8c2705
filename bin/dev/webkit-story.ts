import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { registrationSteps } from '#test/browser/customer-pages.ts';
import { installed } from '#test/browser/installed.ts';
import { aCustomer, aCustomerPolicy } from '#test/builders/customer.ts';
import { confirmationToken, passwordFromSms } from '#test/support/portal/customer.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { openPortal } from '#test/support/portal/portal.ts';
import { defineCommand, runCommand } from '../command.ts';
import { type Driven, startWebKit, untilItWorks } from './webkit-story/web-driver.ts';

process.env.TZ = 'UTC';

/** An X server that paints nowhere, where there is no screen: its name, and what ends it. */
async function aDisplay(): Promise<{ readonly name: string; readonly close: () => void }> {
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, close() {} };
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { name: `:${number}`, close: () => server.kill() };
}

function requireProgram(what: string, path: string | undefined): string {
  if (path) return path;
  throw new Error(`There is no ${what}. Debian: apt-get install webkit2gtk-driver xvfb`);
}

async function play({ open, reload, put, click, run }: Driven): Promise<void> {
  const portal = await openPortal();
  const shows = (text: string) =>
    untilItWorks(async () => {
      const shown = String(await run('return document.body.innerText'));
      if (!shown.includes(text)) throw new Error(`the page does not show "${text}": ${shown.slice(0, 500)}`);
      console.log(`shows: ${text}`);
    });
  const send = () => click('main button[type=submit]');
  try {
    const cheque = aCustomerPolicy({ product: 'casco', paymentMethod: 'postal-cheque' });
    const customer = aCustomer({ policies: [aCustomerPolicy(), cheque] });
    await registerAtInsurer(portal, customer);
    await open(`${portal.url}/register?lang=hu`);
    console.log(String(await run('return navigator.userAgent')));
    for (const fields of registrationSteps(customer)) {
      for (const [name, value] of fields) await put(`[name="${name}"]`, value);
      await send();
    }
    await click('[name=acceptTerms]');
    await send();
    await shows('Már csak meg kell erősítenie');
    await open(`${portal.url}/confirm#token=${await confirmationToken(portal, customer)}`);
    await shows('A gombra kattintva elfogadja');
    await send();
    await shows('Sikeres regisztráció');
    await click('main a.button[href="/"]');
    await put('[name=username]', customer.username);
    await put('[name=password]', await passwordFromSms(portal, customer));
    await send();
    await put('[name=newPassword]', customer.password);
    await send();
    await shows('Teendők');
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf(), { metadata: { kind: 'invoice' } });
    await allWorkedOff(portal);
    // Over http WebKit keeps the session's cookie under the name that the local host gives it.
    await reload();
    await shows('Belépett ügyfél');
    await click('nav a[href="/documents"]');
    await click('li.document a');
    await shows('Minta dokumentum');
    await click('nav a[href="/policies"]');
    await click('li.policy > .actions > .button:not(.button-second)');
    await untilItWorks(async () => {
      if ((await run('return document.activeElement.tagName')) !== 'H2')
        throw new Error('the focus is not on the question');
    });
    await click('dialog .button');
    await shows('átállítás banki átutalásra folyamatban');
    await click('.leave button');
    await shows('Kijelentkezett.');
  } finally {
    await portal.close();
  }
}

await runCommand(
  defineCommand(
    'webkit-story',
    `Plays a customer's story in WebKitGTK on this machine: registers, signs in, reloads, reads a document, turns on ePosta, signs out.
Needs Debian's webkit2gtk-driver and, without a screen, xvfb.`,
  ).action(async () => {
    const driver = requireProgram('WebKitWebDriver', installed(['WebKitWebDriver']));
    const browser = requireProgram('MiniBrowser', globSync('/usr/lib{,/*}/webkit{2gtk-4.?,gtk-6.?}/MiniBrowser')[0]);
    const display = await aDisplay();
    try {
      const webkit = await startWebKit(driver, browser, display.name);
      await play(webkit).finally(webkit.close);
      console.log('The story passes in WebKit.');
    } finally {
      display.close();
    }
  }),
);
