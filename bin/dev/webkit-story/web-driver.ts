import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { requireFreePort } from 'template-host/testing/require-free-port';
import * as v from 'valibot';

/** What the WebDriver protocol calls an element's reference (W3C WebDriver, "Elements"). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const answerSchema = v.object({ value: v.unknown() });
const failureSchema = v.object({ error: v.string(), message: v.string() });
const sessionSchema = v.object({ sessionId: v.string() });
const elementSchema = v.object({ [elementKey]: v.string() });

/** A browser that is driven by WebDriver, as far as the story needs it. Each waits until its element is there. */
export type Driven = {
  readonly open: (address: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  readonly put: (selector: string, text: string) => Promise<void>;
  readonly click: (selector: string) => Promise<void>;
  /** Runs a function's body in the page and returns what it returns. */
  readonly run: (body: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** Calls `work` until it does not throw; its last error after a minute. */
export async function untilItWorks<T>(work: () => Promise<T>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;)
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(100);
    }
}

async function call(address: string, method: string, body?: unknown): Promise<unknown> {
  const response = await fetch(address, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const { value } = v.parse(answerSchema, await response.json());
  if (response.ok) return value;
  const { error, message } = v.parse(failureSchema, value);
  throw new Error(`${error}: ${message}`);
}

/** Starts WebKitGTK's own small browser under its driver, which ends where that fails; `display` is the X server that it paints on. */
export async function startWebKit(driver: string, browser: string, display: string): Promise<Driven> {
  const port = await requireFreePort();
  const running: ChildProcess = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display },
  });
  const capabilities = {
    alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } },
  };
  const root = `http://127.0.0.1:${port}/session`;
  const begun = untilItWorks(() => call(root, 'POST', { capabilities }));
  const session = await begun.catch((error: unknown) => {
    running.kill();
    throw error;
  });
  const at = `${root}/${v.parse(sessionSchema, session).sessionId}`;
  const find = (selector: string) =>
    untilItWorks(async () => {
      const found = await call(`${at}/element`, 'POST', { using: 'css selector', value: selector });
      return `${at}/element/${v.parse(elementSchema, found)[elementKey]}`;
    });
  return {
    open: async (address) => void (await call(`${at}/url`, 'POST', { url: address })),
    reload: async () => void (await call(`${at}/refresh`, 'POST', {})),
    put: (selector, text) =>
      untilItWorks(async () => {
        const element = await find(selector);
        await call(`${element}/clear`, 'POST', {});
        await call(`${element}/value`, 'POST', { text });
      }),
    click: (selector) => untilItWorks(async () => void (await call(`${await find(selector)}/click`, 'POST', {}))),
    run: (body) => call(`${at}/execute/sync`, 'POST', { script: body, args: [] }),
    async close() {
      await call(at, 'DELETE').catch(() => undefined);
      running.kill();
    },
  };
}
