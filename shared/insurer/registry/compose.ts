import { s3 } from '#shared/platform/clients/s3-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoImports } from './dynamo-imports.ts';
import { dynamoRegistry } from './dynamo-registry.ts';
import { dynamoRegistryWriter, type RowConsequences } from './dynamo-registry-writer.ts';
import { s3ImportReports, s3RegistryFiles } from './s3-registry-files.ts';

const table = () => readVariable('REGISTRY_TABLE');

export const registry = () => dynamoRegistry(dynamo(), table());
export const imports = () => dynamoImports(dynamo(), table());
export const registryFiles = () => s3RegistryFiles(s3());
export const importReports = () => s3ImportReports(s3());

/** Writes the insurer's rows, each with what it does to its enrolment. */
export const registryWriter = (pseudonyms: Pseudonyms, consequences: RowConsequences) =>
  dynamoRegistryWriter(dynamo(), table(), pseudonyms, consequences);
