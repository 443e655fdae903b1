import { expect, test } from 'vitest'
import { parametersOf, pathShape } from './path-shape.ts'

test.each([
  ['/customers({customer_id})', '/customers/{}', ['customer_id']],
  ["/companies({company})/customers('{id}')", '/companies/{}/customers/{}', ['company', 'id']],
  ["/lines(order='{order}',number={number})", '/lines/{}/{}', ['order', 'number']],
  ['/queues/{queue}:pause', '/queues/{}/:pause', ['queue']],
  ['/customers(all)', '/customers(all)', []],
])('the parts of %s are those of %s', (path, shape, parameters) => {
  const found = pathShape(path)
  expect([found.shape, parametersOf(found.parts)]).toEqual([shape, parameters])
})
