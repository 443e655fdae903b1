import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Pool } from 'undici'
import { HEADER, MEDIA_TYPE, pathOf } from './item.ts'

/**
 * The floor: node bare-loop.js ORIGIN KEYS VALIDATOR. Sends, parses and validates one request after another, without output. The keys
 * are JSON, and the validator is precompiled.
 */
const [origin = '', keysFile = '', validator = ''] = process.argv.slice(2)
const pool = new Pool(origin)
const validate = createRequire(import.meta.url)(validator) as (value: unknown) => boolean
for (const key of JSON.parse(readFileSync(keysFile, 'utf8')) as readonly string[]) {
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
