import type { DynamoDb } from '../../dynamodb/dynamodb.ts';
import { streamArnOf } from '../../dynamodb/streams.ts';
import { physicalName } from '../physical-name.ts';
import type { Player } from '../play-template.ts';
import type { PlayerSet } from './player-set.ts';

/** DynamoDB tables. */
export function playTables(stackName: string, dynamodb: DynamoDb) {
  const names: string[] = [];
  const play: Player = ({ logicalId, properties }) => {
    const name = properties.TableName ?? physicalName(stackName, logicalId, 255);
    const { tableName, tableArn } = dynamodb.createTable({ ...properties, TableName: name });
    names.push(tableName);
    return { ref: tableName, attributes: { Arn: tableArn, StreamArn: streamArnOf(tableName) } };
  };
  const players: PlayerSet = { 'AWS::DynamoDB::Table': play, 'AWS::DynamoDB::GlobalTable': play };
  return { players, names: (): readonly string[] => names };
}
