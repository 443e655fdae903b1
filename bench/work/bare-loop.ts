import { Ajv2020 } from 'ajv/dist/2020.js'
import { Pool } from 'undici'
import { HEADER, ITEM_SCHEMA, keys, MEDIA_TYPE, pathOf } from './item.ts'

/** The floor: node bare-loop.js ORIGIN COUNT. Sends, parses and validates one after another, and says nothing. */
const [origin = '', count = '0'] = process.argv.slice(2)
const pool = new Pool(origin)
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(ITEM_SCHEMA)
for (const key of keys(Number(count))) {
  const { statusCode, headers, body } = await pool.request({
    path: pathOf(key),
    method: 'GET',
    headers: { accept: MEDIA_TYPE },
  })
  const item = (await body.json()) as { type: string }
  if (statusCode !== 200 || headers[HEADER.name] !== HEADER.value || !validate(item) || item.type !== key)
    process.exitCode = 1
}
await pool.close()
