import { dynamo } from '#shared/platform/dynamo-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { s3 } from '#shared/platform/s3-client.ts';
import { dynamoImports } from './dynamo-imports.ts';
import { dynamoRegistry } from './dynamo-registry.ts';
import { s3ImportReports, s3RegistryFiles } from './s3-registry-files.ts';

const table = () => readVariable('REGISTRY_TABLE');

export const registry = () => dynamoRegistry(dynamo(), table());
export const imports = () => dynamoImports(dynamo(), table());
export const registryFiles = () => s3RegistryFiles(s3());
export const importReports = () => s3ImportReports(s3());
