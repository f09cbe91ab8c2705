import { openAccount } from './account.ts';
import type { Call } from './aws/calls.ts';
import type { Faults } from './aws/faults.ts';
import { type JudgedGrant, judgeGrants } from './aws/judge-grants.ts';
import type { Clock } from './clock.ts';
import { createClosing } from './closing.ts';
import type { DropZone } from './control/drop-zone.ts';
import type { LogLine } from './lambda/log.ts';
import type { Limits } from './limits.ts';
import { listen } from './listen.ts';
import type { PlayedStack } from './play.ts';
import { outputsOf, serve } from './serve.ts';
import type { Services } from './services.ts';
import { openStacks } from './stacks.ts';
import { loadTemplate } from './template/load-template.ts';
import { shortNameOf } from './template/physical-name.ts';

export type HostOptions = {
  /** Where `cdk synth` wrote the templates and the assets. */
  readonly templateDir: string;
  /** The stacks, each after those whose outputs it reads. */
  readonly stackNames: readonly string[];
  /** 0: any free port. */
  readonly port: number;
  readonly awsPort: number;
  /** Where state is kept across restarts; without it, all state ends with the host. */
  readonly directory?: string;
  /** The time at which the clock begins, for state that was kept long ago; default: the real time. */
  readonly startsAt?: Date;
  /** Shows every line of the functions' output instead of errors only. */
  readonly verbose?: boolean;
  /** Where lines for developers go; default: stderr. */
  readonly print?: (line: string) => void;
  /** Which files the control page accepts; default: it has no drop zone. */
  readonly dropZone?: DropZone;
  /**
   * Moves the clock to the end of a function's long pause while no other function works; for tests, which would otherwise wait.
   */
  readonly passesPauses?: boolean;
  /** Answers 503 under `/_local` until `ready()` is called, so that no caller comes before the first data. */
  readonly waitsForReady?: boolean;
};

/** The stacks, played on this machine. */
export type Host = {
  /** The distribution (or the HTTP API where there is none), and the control pages under `/_local`. */
  readonly url: string;
  readonly awsUrl: string;
  /** The HTTP API, without CloudFront in front of it. */
  readonly apiUrl: string;
  /** Of all stacks. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly functions: readonly string[];
  readonly clock: Clock;
  readonly services: Services;
  readonly faults: Faults;
  /** The AWS limits that are played; none at first. */
  readonly limits: Limits;
  readonly calls: () => readonly Call[];
  /** What each function's role grants, and whether any call so far used it. */
  readonly grants: () => readonly (JudgedGrant & { readonly function: string })[];
  readonly logs: () => readonly LogLine[];
  /** Ends every function's thread; the next call loads the bundle that is on disk then. */
  readonly restart: () => Promise<void>;
  /** Opens `/_local`, if the options say that it waits. */
  readonly ready: () => void;
  readonly close: () => Promise<void>;
};

/**
 * Plays the synthesized templates: binds the ports, creates every resource, starts pollers and schedules. If it fails, nothing
 * stays open.
 *
 * @throws TemplateError for a template that this host cannot play; Error if a port is taken
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const {
    templateDir,
    stackNames,
    directory,
    verbose = false,
    passesPauses = false,
    print = (line: string) => console.error(line),
  } = options;
  const closing = createClosing();
  let isReady = !options.waitsForReady;
  try {
    const loaded = await Promise.all(
      stackNames.map(async (name) => [name, await loadTemplate(templateDir, name)] as const),
    );
    const account = await openAccount({ directory, startsAt: options.startsAt, verbose, print }, closing);
    const ports = await listen({ port: options.port, awsPort: options.awsPort, print }, closing);
    const { create } = openStacks({ account, ports, print, passesPauses }, closing);
    const stacks: PlayedStack[] = [];
    for (const each of loaded) stacks.push(await create(...each));
    serve({ account, stacks, ports, dropZone: options.dropZone, isReady: () => isReady });
    const lambdas = stacks.flatMap(({ players }) => players.functions.all().map(({ lambda }) => lambda));
    return {
      url: `http://${ports.web.host}`,
      awsUrl: ports.awsUrl,
      apiUrl: `http://${ports.api.host}`,
      outputs: outputsOf(stacks),
      functions: lambdas.map(({ config }) => config.name),
      clock: account.clock,
      services: account.services,
      faults: account.faults,
      limits: account.limits,
      calls: account.calls.list,
      grants: () => stacks.flatMap((stack) => grantsOf(stack, stackNames, account.calls.list())),
      logs: account.log.lines,
      async restart() {
        await Promise.all(lambdas.map((lambda) => lambda.close()));
      },
      ready() {
        isReady = true;
      },
      close: closing.close,
    };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

const grantsOf = ({ players }: PlayedStack, stackNames: readonly string[], calls: readonly Call[]) =>
  players.functions
    .all()
    .map(({ lambda }) => lambda.config.name)
    .flatMap((name) =>
      judgeGrants(players.policiesOf({ kind: 'function', name }), name, calls).map((one) => ({
        ...one,
        function: shortNameOf(name, stackNames),
      })),
    );
