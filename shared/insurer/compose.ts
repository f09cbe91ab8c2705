import { dynamoOutbox } from '#shared/insurer/changes/dynamo-outbox.ts';
import { s3ChangeFiles } from '#shared/insurer/changes/s3-change-files.ts';
import { dynamoImports } from '#shared/insurer/registry/dynamo-imports.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import { dynamoRegistryWriter, type RowConsequences } from '#shared/insurer/registry/dynamo-registry-writer.ts';
import { s3ImportReports, s3RegistryFiles } from '#shared/insurer/registry/s3-registry-files.ts';
import { s3 } from '#shared/platform/clients/s3-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';

// Makes the adapters of this area for the handlers. Each reads its variables when it is called, so a function needs only the
// variables of the adapters that it uses (access.ts).

export const outbox = () => dynamoOutbox(dynamo(), readVariable('PORTAL_TABLE'));
export const changeFiles = () => s3ChangeFiles(s3(), readVariable('DOCUMENTS_BUCKET'));

const table = () => readVariable('REGISTRY_TABLE');

export const registry = () => dynamoRegistry(dynamo(), table());
export const imports = () => dynamoImports(dynamo(), table());
export const registryFiles = () => s3RegistryFiles(s3());
export const importReports = () => s3ImportReports(s3());

/** Writes the insurer's rows, each together with its consequences for the enrolment. */
export const registryWriter = (pseudonyms: Pseudonyms, consequences: RowConsequences) =>
  dynamoRegistryWriter(dynamo(), table(), pseudonyms, consequences);

/** The dependencies of an import, but the writer of rows. */
export const importing = () => ({ files: registryFiles(), reports: importReports(), imports: imports() });
