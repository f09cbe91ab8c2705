import { localRegion } from '../aws/service.ts';
import { type Operation, xmlResponse } from './call.ts';
import { listDate } from './object-headers.ts';
import type { Store } from './store.ts';
import { element, textElement, xmlDocument } from './xml.ts';

const region = { 'x-amz-bucket-region': localRegion };

export const listBuckets = (store: Store) =>
  xmlResponse(
    xmlDocument(
      'ListAllMyBucketsResult',
      element('Owner', textElement('ID', 'LOCAL')),
      element(
        'Buckets',
        ...store
          .buckets()
          .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          .map((bucket) =>
            element(
              'Bucket',
              textElement('Name', bucket.name),
              textElement('CreationDate', listDate(bucket.createdAt)),
              textElement('BucketRegion', localRegion),
            ),
          ),
      ),
    ),
  );

export const headBucket: Operation = () => ({ status: 200, headers: region });

/** GetBucketLocation: S3's only answer in which the root element is the value itself. */
export const getBucketLocation: Operation = () => xmlResponse(xmlDocument('LocationConstraint', localRegion));
