import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';

/** Where the settings of a stage lie: `<stagesFolder>/<stage>.json`. */
export const stagesFolder = import.meta.dirname;

/**
 * What a deployed stage must say, and where its operator gets it. Everything else has a default that suits most stages
 * (settings.ts).
 */
const needed = {
  account: 'the twelve digits that `aws sts get-caller-identity` shows as Account',
  region: 'a region with Cognito, SES and End User Messaging SMS, such as "eu-central-1"',
  protection: '"off" until the first deployment has succeeded, "on" from then on',
  insurerName: 'the name by which customers know the insurer',
  helpline: "the helpdesk's telephone number, as customers read it",
  termsUrl:
    "the https address of the insurer's terms of electronic post, from its legal department: customers accept them",
  privacyUrl: "the https address of the insurer's privacy notice, from its data protection officer",
  bankAccount: 'the account that premiums are transferred to; null where pages shall not show one',
  sender: 'the address mails come from, of a domain whose DNS records you can write',
  domain: "the portal's own name, whose DNS record you can write; null for CloudFront's name",
  certificateArn: 'the certificate of that name, of Certificate Manager in us-east-1; null without a domain',
  smsOriginationIdentity:
    'the ARN of the number or pool that End User Messaging has leased to you; null for a simulator, which reaches nobody',
  alarmAddress: 'the mailbox that whoever is on duty reads',
} as const;

/** The needed settings that a stage may leave out, but only on purpose: as null. */
const mayBeNone: ReadonlySet<string> = new Set([
  'bankAccount',
  'domain',
  'certificateArn',
  'smsOriginationIdentity',
] satisfies (keyof typeof needed)[]);

/** What is wrong with a stage's settings, one line each. */
export class StageError extends Error {
  override readonly name = 'StageError';
}

/**
 * The settings of a stage's file, not yet in their right form. Throws StageError with a line for each one that is missing or
 * unknown, and where there is no such file.
 */
export function readStageFile(stage: string, names: readonly string[], folder = stagesFolder): Record<string, unknown> {
  const file = join(folder, `${stage}.json`);
  const at = `${basename(folder)}/${stage}.json`;
  const given = parse(read(file, at, folder), at);
  const problems = [
    ...Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((name) => `${at}: there is no setting ${name} (docs/deploy.md lists all)`),
    ...Object.entries(needed)
      .filter(([name]) => given[name] === undefined)
      .map(([name, where]) => `${at}: ${name} is missing: ${where}`),
    ...Object.entries(given)
      .filter(([name, value]) => value === null && !mayBeNone.has(name))
      .map(([name]) => [name, Object.entries(needed).find(([one]) => one === name)?.[1]] as const)
      .map(([name, where]) => `${at}: ${name} may not be null${where === undefined ? '' : `: ${where}`}`),
  ];
  if (problems.length > 0) throw new StageError(problems.join('\n'));
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

function read(file: string, at: string, folder: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const others = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));
    throw new StageError(`There is no ${at}: copy one of ${others.join(', ')}`, { cause });
  }
}

function parse(text: string, at: string): Record<string, unknown> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())), text);
  if (parsed.success) return parsed.output;
  throw new StageError(`${at} is no JSON object: ${parsed.issues[0].message}`);
}
