import { Ajv2020 } from 'ajv/dist/2020.js'
import { assert, asyncProperty, boolean, constant, constantFrom, nat, record, string } from 'fast-check'
import { Pool } from 'undici'
import { DRAWN_KEY, elsewhere } from './drawn-item.ts'
import { HEADER, ITEM_SCHEMA, MEDIA_TYPE } from './item.ts'

/**
 * Plain fast-check: node assert-loop.js ORIGIN COUNT LANES. Runs one property in each lane. A property draws, sends a PUT, parses and
 * validates; the lanes together do so COUNT times.
 */
const [origin = '', count = '0', lanes = '1'] = process.argv.slice(2)
const pool = new Pool(origin, { connections: Number(lanes) })
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(ITEM_SCHEMA)
const drawn = record(
  {
    type: constant(DRAWN_KEY),
    name: string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    enabled: boolean(),
    region: constantFrom('US', 'EU', 'AP'),
    count: nat(1000),
  },
  { requiredKeys: ['type', 'name', 'count'] },
)

async function isAnswered(body: object): Promise<boolean> {
  const answer = await pool.request({
    path: `/groups/${elsewhere(0)}/items/${DRAWN_KEY}`,
    method: 'PUT',
    headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE },
    body: JSON.stringify(body),
  })
  const item: unknown = await answer.body.json()
  return answer.statusCode === 200 && answer.headers[HEADER.name] === HEADER.value && validate(item)
}

await Promise.all(
  Array.from({ length: Number(lanes) }, () =>
    assert(asyncProperty(drawn, isAnswered), { numRuns: Number(count) / Number(lanes) }),
  ),
)
await pool.close()
