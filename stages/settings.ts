import { isIP } from 'node:net';
import * as v from 'valibot';
import { refuseLowerGenerations } from './generations.ts';
import { insurerProfile } from './insurer-profile.ts';
import { recoverySettings } from './recovery-settings.ts';
import { limit, number, numeric } from './setting-forms.ts';
import { readStageFile, StageError } from './stage-file.ts';
import { watchSettings } from './watch-settings.ts';

/** Fewer than these would throttle the sign-ins that they are to protect. */
const leastGuards = 20;
/** Lambda keeps so many runs for functions that reserve none (Lambda guide, "Configuring reserved concurrency"). */
const leastUnreserved = 100;
/** WAF counts no fewer (developer guide, "Rate-based rule high-level settings"). */
const callsPerAddress = (fallback: number) => v.optional(v.pipe(numeric, v.integer(), v.minValue(10)), fallback);
/** WAF takes every network but the whole internet (WAFV2 API reference, IPSet). */
const isNetwork = (text: string) => {
  const [address = '', prefix = '', ...more] = text.split('/');
  const longest = { 4: 32, 6: 128, 0: 0 }[isIP(address)] ?? 0;
  return more.length === 0 && /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= longest;
};
const networks = v.optional(
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',').flatMap((one) => one.trim() || [])),
    v.everyItem(isNetwork, 'networks are written 192.0.2.7/32 or 2001:db8:1:2::/64, separated by commas'),
  ),
  '',
);

/**
 * What an operator may set, in the file of a stage (stage-file.ts). Each setting has a default that works, so that the stage
 * `local` needs no file: `npx cdk synth` and the local host run as they are.
 */
const settingsSchema = v.object({
  /** Part of the stacks' names, so that one account can have two stages. */
  stage: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[a-z][a-z0-9-]{0,19}$/),
      v.check((stage) => !/-(data|edge)$/.test(stage), 'its stacks would have the names of another stage’s'),
    ),
    'local',
  ),
  /** The AWS account and the region that the stage is in; without an account the one whose credentials deploy it. */
  account: v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/))),
  region: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)), 'eu-central-1'),
  /**
   * Whether stacks, tables and the pool refuse to be deleted. `off` until the first deployment has succeeded: CloudFormation takes
   * back what a failed one has made (docs/deploy.md, "When the first deployment fails").
   */
  protection: v.optional(v.picklist(['on', 'off']), 'on'),
  /** A web ACL before CloudFront, which refuses addresses that call too often; `off` where another one is put there. */
  webAcl: v.optional(v.picklist(['on', 'off']), 'on'),
  /**
   * Calls that one address may make in five minutes below /api/session, /api/recoveries and /api/registrations. A company or a
   * mobile network shows many customers under one address.
   */
  sessionCallsPerAddress: callsPerAddress(2000),
  recoveryCallsPerAddress: callsPerAddress(200),
  registrationCallsPerAddress: callsPerAddress(500),
  /**
   * Networks that may neither sign in, nor recover, nor register, while somebody guesses from them (docs/runbook.md, "lock-surge"):
   * `192.0.2.7/32, 2001:db8:1:2::/64`.
   */
  blockedNetworks: networks,
  ...insurerProfile,
  /** The address mails come from; its domain becomes the SES identity. */
  sender: v.optional(v.pipe(v.string(), v.email()), 'ugyfelportal@biztosito.example'),
  /** `existing` where another stage or stack of the account has made the identity of the sender's domain. */
  senderIdentity: v.optional(v.picklist(['made', 'existing']), 'made'),
  /** The portal's own domain with its certificate (ARN, us-east-1); without them CloudFront's domain serves. */
  domain: v.optional(v.string()),
  certificateArn: v.optional(
    v.pipe(v.string(), v.regex(/^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\//, 'CloudFront takes one of us-east-1')),
  ),
  /** Raise it by one and deploy, to give CloudFront another secret to show to the API (docs/runbook.md). */
  originSecretGeneration: number(1),
  /** ARN of the phone number or pool that SMS come from; without it a simulator number is made, which reaches nobody. */
  smsOriginationIdentity: v.optional(v.string()),
  /** Mails per second that SES allows this account (its quota `Maximum send rate`). */
  sesRate: number(14),
  /**
   * Write units a second that the registry's table takes at once (its warm throughput), paid once when it is raised and never
   * lowered; AWS's 4,000 for a new table where left out.
   */
  registryWriteUnits: v.optional(
    v.pipe(v.union([v.number(), v.pipe(v.string(), v.transform(Number))]), v.integer(), v.minValue(4000)),
  ),
  /** Bytes; a larger document is refused and reported (R9.3). */
  largestDocument: number(25 * 1024 * 1024),
  /**
   * How many years the portal keeps what proves that a mail was sent or a document was read, also after the account has ended.
   * Five years is the general limitation period (Civil Code, § 6:22).
   */
  evidenceYears: number(5, 30),
  /**
   * Failed identifications before a limit (R2.3a): a day with one person's data from one network (R2.3: at least five) and from
   * all networks; within ten minutes from one network.
   */
  failedIdentificationsPerPerson: limit(10),
  failedIdentificationsInAll: limit(300),
  failedIdentificationsPerAddress: limit(60),
  /** How often a day the confirmation mail and the password SMS of one registration are sent (R2.7, R2.9). */
  confirmationMailsPerRegistration: limit(5),
  passwordSmsPerRegistration: limit(5),
  /**
   * How often a day one agent identifies callers, fails with one person's data, sends one person a password (R10.2). All agents
   * together may do the last two five times as often (R2.3a).
   */
  helpdeskIdentificationsPerAgent: limit(200),
  helpdeskFailedIdentificationsPerPerson: limit(5),
  helpdeskPasswordsPerPerson: limit(5),
  /**
   * Who may become the helpdesk (R10.3): the ARN of the SAML provider that signs the staff in, or the account whose IAM users they are; the
   * stage's own account where left out.
   */
  helpdeskTrust: v.optional(
    v.pipe(v.string(), v.regex(/^(\d{12}|arn:[\w-]+:iam::\d{12}:saml-provider\/.+)$/, 'an account or a SAML provider')),
  ),
  /** How many years an entry of the helpdesk's audit is kept (R10.3). */
  auditYears: number(5, 10),
  /** Whether CloudTrail records who touches documents and the audit; `off` where the organization has a trail that does. */
  accessTrail: v.optional(v.picklist(['on', 'off']), 'on'),
  /** The operator's own mobile (E.164) that a test SMS goes to every half hour; without it there is none (R10.1). */
  smsCanaryNumber: v.optional(v.pipe(v.string(), v.regex(/^\+[1-9]\d{7,14}$/))),
  /**
   * What becomes of a person whom the registry has under several customerIds with equal identity data (R9.2a): refused at
   * registration and referred to the helpline, or counted as one person with all their policies.
   */
  severalCustomerIds: v.optional(v.picklist(['refuse', 'join']), 'refuse'),
  ...recoverySettings,
  ...watchSettings,
  /** The name of a managed policy of the account that bounds every role of the stage (docs/deploy.md, "Bootstrap with bounded roles"). */
  permissionsBoundary: v.optional(v.pipe(v.string(), v.regex(/^[\w+=,.@-]{1,128}$/))),
  /**
   * How many runs Lambda keeps free for each of the pool's two triggers, so that no rush on other functions keeps customers from
   * signing in; none where left out. More than these never run at once.
   */
  guardConcurrency: v.optional(v.pipe(numeric, v.integer(), v.minValue(leastGuards))),
  /** How many saved copies one network may check within ten minutes (R7.2). */
  authenticityChecksPerAddress: limit(200),
});

const checkedSettings = v.pipe(
  settingsSchema,
  v.forward(
    v.check(
      ({ domain, certificateArn }) => (domain === undefined) === (certificateArn === undefined),
      'a domain and its certificate are given together',
    ),
    ['certificateArn'],
  ),
  v.forward(
    v.check(
      ({ guardConcurrency = 0, lambdaConcurrency }) =>
        guardConcurrency === 0 || lambdaConcurrency - 2 * guardConcurrency >= leastUnreserved,
      `it is kept free twice, for two triggers, and lambdaConcurrency must leave ${leastUnreserved} runs for all others`,
    ),
    ['guardConcurrency'],
  ),
);

export type Settings = v.InferOutput<typeof settingsSchema>;

/** Every setting's name; docs/deploy.md explains each. */
export const settingNames = Object.keys(settingsSchema.entries);

/** What cdk.json and `-c` say: the node of a CDK app. */
type Context = { readonly tryGetContext: (name: string) => unknown };

/**
 * The settings of the app. The stage `local` takes the context's, with defaults for all; every other stage has its file (`folder`)
 * and nothing besides, so that no forgotten `-c` changes what is deployed. Throws StageError with a line for each setting
 * that is missing or not in the right form, or lower than the stage has reached.
 */
export function readSettings(node: Context, folder?: string): Settings {
  const context = Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = node.tryGetContext(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const { stage = 'local', ...besides } = context;
  if (stage === 'local') return parseSettings(context, (name) => `The setting ${name}`);
  const { output: name, issues } = v.safeParse(settingsSchema.entries.stage, stage);
  if (issues || typeof name !== 'string')
    throw new StageError(`The setting stage is not right: ${issues?.[0].message}`);
  const [first] = Object.keys(besides);
  if (first !== undefined)
    throw new StageError(`-c ${first}=… is for the stage local; write ${first} into stages/${name}.json`);
  const names = settingNames.filter((one) => one !== 'stage');
  const given = { ...readStageFile(name, names, folder), stage };
  const settings = parseSettings(given, (one) => `stages/${name}.json: ${one}`);
  refuseLowerGenerations(settings, folder);
  return settings;
}

function parseSettings(given: Readonly<Record<string, unknown>>, naming: (name: string) => string): Settings {
  const parsed = v.safeParse(checkedSettings, given);
  if (parsed.success) return parsed.output;
  const lines = parsed.issues.map((issue) => `${naming(v.getDotPath(issue) ?? '')} is not right: ${issue.message}`);
  throw new StageError(lines.join('\n'));
}
