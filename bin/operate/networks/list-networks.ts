import { isIPv6 } from 'node:net';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createNetworkNames } from '#shared/platform/limits/limit-names.ts';
import { viewerNetwork } from '#shared/platform/limits/limits.ts';
import { readLimitsSecret } from '#shared/platform/secrets/secretsmanager-limits-secret.ts';
import { operatorSettings } from '../operator-settings.ts';
import { openPlace, outputsOf, type PlaceOrder } from '../place.ts';
import { readSamples, type Sample, webAclRegion } from './waf-samples.ts';

/** A network that called, as the setting `blockedNetworks` and the log write it. */
export type CallingNetwork = {
  readonly network: string;
  /** The log's names of it: one for each day (UTC) of the samples. */
  readonly names: readonly string[];
  readonly calls: number;
};

/** An address's network as `blockedNetworks` takes it: what limits and the log count as one. */
const blockable = (address: string): string => {
  const network = viewerNetwork(address) ?? address;
  return isIPv6(address) && network.split(':').length === 4 ? `${network}::/64` : `${network}/32`;
};

/** The networks of the samples, the most calls first. */
export function networksOf(samples: readonly Sample[], secret: string): readonly CallingNetwork[] {
  const found = new Map<string, { names: Set<string>; calls: number }>();
  for (const { address, at, weight } of samples) {
    const network = blockable(address);
    const known = found.get(network) ?? { names: new Set<string>(), calls: 0 };
    const name = createNetworkNames(secret, () => at)(address);
    if (name !== undefined) known.names.add(name);
    found.set(network, { ...known, calls: known.calls + weight });
  }
  return [...found]
    .map(([network, { names, calls }]) => ({ network, names: [...names], calls }))
    .sort((one, other) => other.calls - one.calls);
}

export type NetworksOrder = PlaceOrder & {
  /** The rule's metric without the portal's name: `sign-ins`. */
  readonly rule: string;
  readonly minutes: number;
  readonly now: Date;
  readonly print: (line: string) => void;
};

/** Prints the networks whose calls a rule of the stage's web ACL saw, with the log's names of them. Throws Error where it has none. */
export async function listNetworks({ rule, minutes, now, print, ...order }: NetworksOrder): Promise<void> {
  const place = await openPlace(order);
  const manager = new SecretsManagerClient(operatorSettings(order.endpointUrl));
  try {
    const { WebAclArn = '' } = await outputsOf(`${place.portalName}-edge`, order.endpointUrl, webAclRegion);
    const [secret, { samples, from, to }] = await Promise.all([
      readLimitsSecret(manager, place.outputs.LimitsSecret),
      readSamples({
        ...{ webAclArn: WebAclArn, metric: `${place.portalName}-${rule}`, endpointUrl: order.endpointUrl },
        ...{ from: new Date(now.getTime() - minutes * 60_000), to: now },
        credentials: manager.config.credentials,
      }),
    ]);
    print(`${rule} from ${from.toISOString()} to ${to.toISOString()}, by samples; network as blockedNetworks takes it`);
    print('calls  network  name in the log');
    for (const { network, names, calls } of networksOf(samples, secret))
      print(`${String(calls).padStart(5)}  ${network}  ${names.join(' ')}`);
  } finally {
    manager.destroy();
    place.close();
  }
}
