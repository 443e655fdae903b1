import { HEADER, ITEM_SCHEMA, keys, MEDIA_TYPE, pathOf } from './item.ts'

/** The work as a vitest file: one test for each case, with undici and ajv like the others. */
export function vitestFile(origin: string, count: number): string {
  return `
import { Ajv2020 } from 'ajv/dist/2020.js'
import { Pool } from 'undici'
import { expect, test } from 'vitest'

const pool = new Pool(${JSON.stringify(origin)})
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(${JSON.stringify(ITEM_SCHEMA)})
test.each(${JSON.stringify(keys(count).map((key) => ({ key, path: pathOf(key) })))})('reads $key', async ({ key, path }) => {
  const { statusCode, headers, body } = await pool.request({ path, method: 'GET', headers: { accept: '${MEDIA_TYPE}' } })
  const item = await body.json()
  expect(statusCode).toBe(200)
  expect(headers['${HEADER.name}']).toBe('${HEADER.value}')
  expect(validate(item)).toBe(true)
  expect(item.type).toBe(key)
})
`
}
