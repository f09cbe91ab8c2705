import type { DynamoDb } from '../../dynamodb/dynamodb.ts';
import { physicalName } from '../physical-name.ts';
import type { Player } from '../play-template.ts';
import type { PlayerSet } from './player-set.ts';

/** DynamoDB tables. */
export function playTables(stackName: string, dynamodb: DynamoDb): { players: PlayerSet } {
  const play: Player = ({ logicalId, properties }) => {
    const name = properties.TableName ?? physicalName(stackName, logicalId, 255);
    const { tableName, tableArn } = dynamodb.createTable({ ...properties, TableName: name });
    return { ref: tableName, attributes: { Arn: tableArn } };
  };
  return { players: { 'AWS::DynamoDB::Table': play, 'AWS::DynamoDB::GlobalTable': play } };
}
