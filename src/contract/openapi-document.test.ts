import { validate } from '@hyperjump/json-schema/openapi-3-1'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { TOOL } from '../source/tool.ts'
import { CONTRACT, VALIDATORS } from './loaded.test-support.ts'
import { operationOf, type Role, type Schema } from './contract.ts'
import { createAjv, schemaReference } from './validators.ts'

const OFFICIAL = 'https://spec.openapis.org/oas/3.1/schema-base'
const METASCHEMA = 'https://json-schema.org/draft/2020-12/schema'
const FILE = join(TOOL.root, 'specs', TOOL.contract, 'openapi.yaml')

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly securitySchemes: Readonly<Record<string, unknown>>
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>
  }
}

const load = (): Document => parse(readFileSync(FILE, 'utf8')) as Document

test('the document is valid against the official schema of OpenAPI 3.1', async () => {
  // Plain JSON: what YAML's aliases share is written out.
  const document = JSON.parse(JSON.stringify(load())) as never
  expect(await validate(OFFICIAL, document, 'BASIC')).toEqual({ valid: true })
})

test('a document that breaks OpenAPI 3.1 is invalid', async () => {
  const broken = JSON.parse(JSON.stringify({ ...load(), paths: 12 })) as never
  expect((await validate(OFFICIAL, broken, 'BASIC')).valid).toBe(false)
})

test.each(Object.keys(CONTRACT.schemas))('%s is valid against the metaschema of JSON Schema 2020-12', (name) => {
  const ajv = new Ajv2020({ strict: false })
  ajv.validate(METASCHEMA, CONTRACT.schemas[name])
  expect(ajv.errors).toBe(null)
})

test('every schema compiles, open and closed, with every keyword and format known', () => {
  for (const closed of [false, true]) {
    const ajv = createAjv(CONTRACT)
    ajv.opts.strictSchema = true
    for (const name of ['x-redaction', 'x-observed', 'x-envelope', 'example']) ajv.addKeyword(name)
    // The key selects the branch of a request. The branches need no type, so ajv cannot use the discriminator.
    const names = Object.keys(CONTRACT.schemas).filter((name) => name !== 'IntegrationRequest')
    for (const name of names) expect(ajv.getSchema(schemaReference(name, closed)), name).toBeTypeOf('function')
  }
})

test('the five operations have their documented methods, paths and statuses', () => {
  const roles: readonly Role[] = ['list', 'create', 'read', 'update', 'delete']
  const lines = roles.map((role) => {
    const operation = operationOf(CONTRACT, role)
    return `${role}: ${operation.method} ${operation.path} → ${Object.keys(operation.responses).join(' ')}`
  })
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "list: GET /api/atlas/v2/groups/{groupId}/integrations → 200 400 401 403 404 405 406 429 500
    create: POST /api/atlas/v2/groups/{groupId}/integrations/{integrationType} → 200 400 401 403 404 405 406 409 429 500
    read: GET /api/atlas/v2/groups/{groupId}/integrations/{integrationType} → 200 400 401 403 404 405 406 429 500
    update: PUT /api/atlas/v2/groups/{groupId}/integrations/{integrationType} → 200 400 401 403 404 405 406 429 500
    delete: DELETE /api/atlas/v2/groups/{groupId}/integrations/{integrationType} → 204 400 401 403 404 405 406 429 500"
  `)
})

function queryOf(role: Role): string {
  const parameters = operationOf(CONTRACT, role).parameters.filter((one) => one.in === 'query')
  return parameters.map(({ name }) => name).join(' ')
}

test('each operation declares the query parameters of the real operation, in the documented ranges', () => {
  expect([queryOf('list'), queryOf('create'), queryOf('read'), queryOf('update'), queryOf('delete')])
    .toMatchInlineSnapshot(`
    [
      "envelope includeCount itemsPerPage pageNum pretty",
      "envelope includeCount itemsPerPage pageNum pretty",
      "envelope pretty",
      "envelope includeCount itemsPerPage pageNum pretty",
      "envelope pretty",
    ]
  `)
  const ranges = operationOf(CONTRACT, 'list').parameters.map(({ name, schema }) => [name, schema])
  expect(Object.fromEntries(ranges)).toMatchObject({
    groupId: { pattern: '^([a-f0-9]{24})$' },
    itemsPerPage: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
    pageNum: { type: 'integer', minimum: 1, maximum: 2147483647, default: 1 },
    includeCount: { type: 'boolean', default: true },
    envelope: { type: 'boolean', default: false },
    pretty: { type: 'boolean', default: false },
  })
})

test('a read documents the integration, alone or in an envelope', () => {
  expect(operationOf(CONTRACT, 'read').responses['200']).toEqual({ schema: 'Integration' })
  const { content } = dig(load(), ['paths', operationOf(CONTRACT, 'read').path, 'get', 'responses', '200']) as {
    content: Record<string, { schema: { anyOf: readonly { $ref: string }[] } }>
  }
  const names = Object.values(content).flatMap(({ schema }) => schema.anyOf.map(({ $ref }) => $ref.split('/').at(-1)))
  expect(names).toEqual(['Integration', 'EnvelopedIntegration'])
  const matches = (body: unknown): readonly (string | undefined)[] =>
    names.filter((name) => VALIDATORS(name ?? '')(body).length === 0)
  const integration = load().components.examples['DatadogIntegration']?.value
  expect(matches(integration)).toEqual(['Integration'])
  expect(matches({ status: 200, content: integration })).toEqual(['EnvelopedIntegration'])
  for (const broken of [
    { content: integration },
    { status: '200', content: integration },
    { status: 200, content: {} },
  ])
    expect(matches(broken)).toEqual([])
})

function dig(value: unknown, names: readonly string[]): unknown {
  return names.reduce((part, name) => (part as Record<string, unknown>)[name], value)
}

test('the document has both security schemes', () => {
  expect(load().components.securitySchemes).toMatchObject({
    ServiceAccounts: { type: 'oauth2', flows: { clientCredentials: {} } },
    DigestAuth: { type: 'http', scheme: 'digest' },
  })
})

test('each key that has a schema has a request schema, a response schema, payloads and redactions', () => {
  expect(CONTRACT.resource.key.values).toHaveLength(10)
  expect(Object.keys(CONTRACT.resource.variants)).toHaveLength(9)
  const rows = Object.entries(CONTRACT.resource.variants).map(([key, { request, response, payloads, redactions }]) => {
    const masks = Object.entries(redactions).map(
      ([at, { rule, tail, strength }]) => `${at}=${rule}${tail}${strength === 'presumed' ? '?' : ''}`,
    )
    return `${key}: ${request} ${response} [${Object.keys(payloads).join()}] ${masks.join(' ')}`
  })
  expect(rows.join('\n')).toMatchInlineSnapshot(`
    "PAGER_DUTY: PagerDutyRequest PagerDutyIntegration [minimal,full,changed] /serviceKey=tail4
    SLACK: SlackRequest SlackIntegration [minimal,full,changed] /apiToken=tail4
    DATADOG: DatadogRequest DatadogIntegration [minimal,full,changed] /apiKey=tail4
    NEW_RELIC: NewRelicRequest NewRelicIntegration [minimal,full,changed] /licenseKey=tail4? /readToken=tail4? /writeToken=tail4?
    OPS_GENIE: OpsGenieRequest OpsGenieIntegration [minimal,full,changed] /apiKey=tail4
    VICTOR_OPS: VictorOpsRequest VictorOpsIntegration [minimal,full,changed] /apiKey=tail4
    WEBHOOK: WebhookRequest WebhookIntegration [minimal,full,changed] /bodyTemplate=tail4? /headersTemplate=tail4? /secret=tail4 /url=url4
    PROMETHEUS: PrometheusRequest PrometheusIntegration [minimal,full,changed] /password=never0
    MICROSOFT_TEAMS: MicrosoftTeamsRequest MicrosoftTeamsIntegration [minimal,full,changed] /microsoftTeamsWebhookUrl=url4"
  `)
})

test('the documented defaults stand under the pointer of the property', () => {
  const defaults = Object.entries(CONTRACT.resource.variants).map(([key, variant]) => [key, variant.defaults])
  expect(Object.fromEntries(defaults)).toMatchObject({
    OPS_GENIE: { '/region': 'US' },
    DATADOG: { '/sendDatabaseMetrics': false },
    PROMETHEUS: { '/sendUserProvidedResourceTagsEnabled': false },
    PAGER_DUTY: {},
  })
})

function marksOn(name: string): object {
  const { properties = {} } = CONTRACT.schemas[name] as { properties?: Record<string, Record<string, unknown>> }
  const marked = Object.entries(properties).filter(([, schema]) => schema['x-redaction'] !== undefined)
  return Object.fromEntries(marked.map(([property, schema]) => [property, schema['x-redaction']]))
}

test('a property has equal redactions in requests and in responses', () => {
  for (const [key, { request, response }] of Object.entries(CONTRACT.resource.variants)) {
    const { password: never, ...asked } = marksOn(request) as { password?: { rule: string } }
    expect(marksOn(response), key).toEqual(asked)
    if (never !== undefined) expect(never.rule).toBe('never')
  }
})

test.each(Object.entries(load().components.examples))(
  'the example %s has the schema it stands for',
  (name, { value }) => {
    const ajv = createAjv(CONTRACT)
    const schema = CONTRACT.schemas[name] === undefined ? 'PaginatedIntegrationView' : name
    ajv.validate(schemaReference(schema, true), value)
    expect(ajv.errors).toBe(null)
  },
)
