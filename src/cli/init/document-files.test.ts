import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ApiSecurityScheme } from '../../document/api-document.ts'
import { USER, USERS } from '../../resource/users.test-support.ts'
import { documentOf } from '../../resource/document.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { documentFiles } from './document-files.ts'

/** The owner that the comments of the configuration suggest. @param asked the schemes that operations ask for */
function owner(securitySchemes: Readonly<Record<string, ApiSecurityScheme>>, asked: readonly string[] = []): unknown {
  const plain = documentOf(USERS, { User: USER })
  const security = asked.map((name) => ({ [name]: [] }))
  const document = { ...plain, securitySchemes, operations: plain.operations.map((one) => ({ ...one, security })) }
  const paths = { folder: 'conformance', packagePath: '.', packagePathInFolder: '..', target: undefined }
  const files = documentFiles({ model: inferModel(document), document, ...paths })
  const text = files.find(({ path }) => path === 'conform.config.yaml')?.text ?? ''
  const uncommented = text.slice(text.indexOf('# principals:')).replaceAll(/^# ?/gm, '')
  return (parse(uncommented) as { readonly principals: { readonly owner: unknown } }).principals.owner
}

test.each([
  ['header', 'X-API-Key', { headers: { 'X-API-Key': '${OWNER_KEY}' } }],
  ['query', 'api_key', { query: { api_key: '${OWNER_KEY}' } }],
  ['query', 'key: 1', { query: { 'key: 1': '${OWNER_KEY}' } }],
  ['cookie', 'session', { headers: { Cookie: 'session=${OWNER_KEY}' } }],
] as const)('an API key in the %s has the place that the document names', (place, name, expected) => {
  expect(owner({ key: { type: 'apiKey', in: place, name } })).toEqual(expected)
})

test('the scheme that operations ask for comes before others', () => {
  const schemes = { token: { type: 'bearer' }, key: { type: 'apiKey', in: 'query', name: 'k' } } as const
  expect(owner(schemes)).toEqual({ bearer: '${OWNER_TOKEN}' })
  expect(owner(schemes, ['key'])).toEqual({ query: { k: '${OWNER_KEY}' } })
})
