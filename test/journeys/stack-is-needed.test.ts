import { afterEach, describe, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { awsCalls } from '#test/support/portal/control.ts';
import {
  chooseFirstPassword,
  confirm,
  confirmationToken,
  lastMailTo,
  linkDocument,
  listDocuments,
  passwordFromSms,
  register,
} from '#test/support/portal/customer.ts';
import { aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { editedStack, withoutAction, withoutVariable } from './edited-stack.ts';

// The host prints only what went wrong: any line that it prints ends the journey.

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Step =
  | 'registry'
  | 'register'
  | 'confirmation mail'
  | 'confirm'
  | 'first sign-in'
  | 'new-document mail'
  | 'list'
  | 'link'
  | 'bytes';

/** The main journey. Resolves to how far it came: the step that failed, or undefined at its end. */
async function travel(portal: Portal): Promise<Step | undefined> {
  const customer = aCustomer();
  const [{ policyNumber }] = customer.policies;
  let at: Step | undefined;
  const step = async <T>(name: Step, go: () => Promise<T>): Promise<T> => {
    at = name;
    return Promise.race([go(), stopsAtTrouble(portal)]);
  };
  try {
    await step('registry', async () => {
      if ((await registerAtInsurer(portal, customer)).state !== 'done') throw new Error('the import failed');
    });
    await step('register', () => register(portal, customer));
    const token = await step('confirmation mail', () => confirmationToken(portal, customer));
    await step('confirm', () => confirm(portal, token));
    const session = await step('first sign-in', async () =>
      chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer)),
    );
    const pdf = aPdf();
    await step('new-document mail', async () => {
      await uploadDocument(portal, policyNumber, pdf);
      await lastMailTo(portal, customer.email, /Új dokumentuma érkezett/);
    });
    const [document] = (await step('list', () => listDocuments(portal, session))).documents;
    const { url } = await step('link', () => linkDocument(portal, session, document?.documentId ?? ''));
    await step('bytes', async () => {
      const response = await fetch(url);
      if (!Buffer.from(await response.arrayBuffer()).equals(pdf)) throw new Error('other bytes');
    });
    return undefined;
  } catch {
    return at;
  }
}

/** Rejects as soon as the host prints an error. */
async function stopsAtTrouble(portal: Portal): Promise<never> {
  while (portal.printed.length === 0) await new Promise((resolve) => setTimeout(resolve, 20).unref());
  // Lets the failed call answer first, where it can.
  await new Promise((resolve) => setTimeout(resolve, 200));
  throw new Error(portal.printed[0]);
}

async function travelWithout(edit?: Parameters<typeof editedStack>[0]) {
  const stack = await editedStack(edit);
  closing.push(stack.remove);
  const portal = await openPortal(stack);
  closing.push(portal.close);
  return { portal, failedAt: await travel(portal) };
}

it('with the unchanged template the journey succeeds and the host reports nothing', async () => {
  const { portal, failedAt } = await travelWithout();
  expect([failedAt, portal.printed]).toEqual([undefined, []]);
});

describe('without one permission the journey fails at the call that needs it, and the host names it', () => {
  it.each<readonly [string, string, Step]>([
    ['import-registry', 'dynamodb:PutItem', 'registry'],
    ['register', 'ses:SendEmail', 'register'],
    ['confirm-registration', 'cognito-idp:AdminCreateUser', 'confirm'],
    ['guard-sign-in', 'dynamodb:PutItem', 'first sign-in'],
    ['deliver-document', 's3:GetObjectVersion', 'new-document mail'],
    ['list-documents', 'dynamodb:Query', 'list'],
    ['link-document', 's3:GetObjectVersion', 'bytes'],
  ])('%s without %s', async (name, action, step) => {
    const { portal, failedAt } = await travelWithout(withoutAction(name, action));
    expect(failedAt).toBe(step);
    expect(portal.printed.join('\n')).toMatch(new RegExp(`${name} is not allowed to call ${action} on arn:`));
    const refused = (await awsCalls(portal)).filter(({ allowed }) => !allowed);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map((call) => call.function))).toEqual(new Set([expect.stringMatching(`-${name}$`)]));
    expect(new Set(refused.flatMap(({ actions }) => actions))).toEqual(new Set([action]));
  });
});

describe('without one variable the function does not start, and the host names the variable', () => {
  it.each<readonly [string, string, Step]>([
    ['import-registry', 'REGISTRY_TABLE', 'registry'],
    ['sign-in', 'USER_POOL_ID', 'first sign-in'],
    ['list-documents', 'PORTAL_TABLE', 'list'],
  ])('%s without %s', async (name, variable, step) => {
    const { portal, failedAt } = await travelWithout(withoutVariable(name, variable));
    expect(failedAt).toBe(step);
    expect(portal.printed.join('\n')).toContain(`${name} needs the variable ${variable}`);
  });
});
