import { aDynamoDb } from 'template-host/testing/dynamodb-builder';

/** A DynamoDB with the tables `Portal` and `Registry`, at a time that a test may move. */
export const portalTables = () => aDynamoDb({ names: { main: 'Portal', keyOnly: 'Registry' } });
