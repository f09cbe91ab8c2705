import * as v from 'valibot';
import { keptTypes, namedTypes } from './watched-types.ts';

const entry = v.object({ type: v.string(), properties: v.record(v.string(), v.unknown()) });

/** What must not be replaced, as it is deployed. Resources are named `<stack>/<logical id>`. */
export const ledgerSchema = v.object({
  kept: v.record(v.string(), entry),
  /** Names that the portal gives, and the resource that has each. */
  names: v.record(v.string(), v.string()),
  /** What was replaced or removed on purpose, and the description of how its content was carried over. */
  migrated: v.record(v.string(), v.string()),
});
export type Ledger = v.InferOutput<typeof ledgerSchema>;

export type LedgerResource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string | undefined;
};
/** The templates' resources by stack (`data`, `portal`, `edge`) and logical id. */
export type StackResources = Readonly<Record<string, Readonly<Record<string, LedgerResource>>>>;

/** A secret that goes with its stack holds nothing that cannot be made again. */
const isKept = ({ Type, DeletionPolicy }: LedgerResource) =>
  Type in keptTypes && (Type !== 'AWS::SecretsManager::Secret' || DeletionPolicy !== 'Delete');

/** What the templates say of everything that must not be replaced; `portalName` is left out of names, so that it holds for each stage. */
export function readLedger(stacks: StackResources, portalName: string): Omit<Ledger, 'migrated'> {
  const all = Object.entries(stacks).flatMap(([stack, resources]) =>
    Object.entries(resources).map(([id, resource]) => [`${stack}/${id}`, resource] as const),
  );
  const nameOf = ({ Type, Properties = {} }: LedgerResource): unknown => Properties[namedTypes[Type] ?? ''];
  const withoutStage = (value: unknown): unknown =>
    typeof value === 'string' ? value.replace(portalName, '<portal>') : value;
  const propertiesOf = ({ Type, Properties = {}, DeletionPolicy }: LedgerResource) => ({
    ...(DeletionPolicy === undefined ? {} : { DeletionPolicy }),
    ...Object.fromEntries(
      (keptTypes[Type]?.properties ?? []).flatMap((name) =>
        Properties[name] === undefined ? [] : [[name, withoutStage(Properties[name])]],
      ),
    ),
  });
  return {
    kept: Object.fromEntries(
      all
        .filter(([, resource]) => isKept(resource))
        .map(([at, resource]) => [at, { type: resource.Type, properties: propertiesOf(resource) }]),
    ),
    names: Object.fromEntries(
      all.flatMap(([at, resource]) => {
        const name = withoutStage(nameOf(resource));
        return typeof name === 'string' ? [[`${resource.Type} ${name}`, at]] : [];
      }),
    ),
  };
}

/** What a deployment would lose of what the ledger holds, a line each; none where it loses nothing. */
export function findLosses(ledger: Ledger, current: Omit<Ledger, 'migrated'>): string[] {
  const losses = Object.entries(ledger.kept).flatMap(([at, { type, properties }]) => {
    const now = current.kept[at];
    const loses = keptTypes[type]?.loses ?? '';
    if (now?.type !== type) return [`${at} (${type}) is gone: ${loses}`];
    return [...new Set([...Object.keys(properties), ...Object.keys(now.properties)])]
      .filter((name) => JSON.stringify(now.properties[name]) !== JSON.stringify(properties[name]))
      .map((name) => `${at} (${type}) has another ${name}: ${loses}`);
  });
  const moved = Object.entries(ledger.names).flatMap(([name, at]) => {
    const now = current.names[name];
    if (now === undefined || now === at) return [];
    return [
      `${at} is ${now} now and has the same name (${name}): CloudFormation makes it before the former one is gone, and fails`,
    ];
  });
  return [...losses, ...moved];
}

/** What the templates keep and the ledger does not know. */
export const findUnlisted = (ledger: Ledger, current: Omit<Ledger, 'migrated'>): string[] =>
  Object.keys(current.kept).filter((at) => ledger.kept[at] === undefined);
