import { HEADER, ITEM_SCHEMA, keys, MEDIA_TYPE, pathOf } from './item.ts'

/** The work as a Postman collection: one request with tests for each case. */
export function newmanCollection(origin: string, count: number): object {
  return {
    info: { name: 'bench', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: keys(count).map((key) => ({
      name: key,
      request: { method: 'GET', url: `${origin}${pathOf(key)}`, header: [{ key: 'Accept', value: MEDIA_TYPE }] },
      event: [{ listen: 'test', script: { type: 'text/javascript', exec: testOf(key) } }],
    })),
  }
}

function testOf(key: string): readonly string[] {
  return [
    `pm.test('${key}', () => {`,
    '  pm.response.to.have.status(200)',
    `  pm.response.to.have.header('${HEADER.name}', '${HEADER.value}')`,
    `  pm.response.to.have.jsonSchema(${JSON.stringify(ITEM_SCHEMA)})`,
    `  pm.expect(pm.response.json().type).to.equal('${key}')`,
    '})',
  ]
}
