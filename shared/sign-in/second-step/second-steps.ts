import { hash } from 'node:crypto';
import type { BrowserKind } from '#shared/sign-in/lanes/browser-kind.ts';
import type { Caller } from '#shared/sign-in/sessions/accounts.ts';
import type { SecondStep } from './second-step.ts';

/** The name of the link that keeps the choice: the SHA-256 of its token. */
export const keepingLinkOf = (token: string): string => hash('sha256', token, 'base64url');

/** Who turns it on or off, and in which kind of browser, for the mail about it. `present`: the choice as the caller has read it. */
export type Choosing = {
  readonly caller: Caller;
  readonly customerId: string;
  readonly kind: BrowserKind;
  readonly present: SecondStep | undefined;
};

export type SecondSteps = {
  /**
   * Turns it on or off, with notice and audit; on also keeps one that a recovery would end. Does nothing where it is so already.
   * Throws DomainError `busy` if the account or the session has changed meanwhile.
   */
  readonly choose: (choosing: Choosing, isOn: boolean, at: Date) => Promise<void>;
  /**
   * A recovery: lets it end in a while, and opens the link that keeps it. Returns when it ends (ISO 8601), undefined where it does not
   * hold or was kept since the link was opened. A further recovery changes nothing about the time. May be repeated.
   */
  readonly beginEnd: (accountId: string, link: string, at: Date) => Promise<string | undefined>;
  /** Keeps it, with audit. False if the link is unknown or over, or it does not hold any more. May be repeated. */
  readonly keep: (link: string, at: Date) => Promise<boolean>;
};
