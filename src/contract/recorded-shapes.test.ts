import { expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from './loaded.test-support.ts'

/** The shapes of responses of the real service. All values are invented. */
const ID = '6a79404f2c88faeba59beea6'
const DATADOG = {
  apiKey: '****************************9a9a',
  customEndpoint: null,
  id: ID,
  region: 'US',
  sendCollectionLatencyMetrics: false,
  sendDatabaseMetrics: false,
  sendQueryStatsMetrics: false,
  sendUserProvidedResourceTags: false,
  type: 'DATADOG',
}
const OPS_GENIE = { apiKey: '********************************8b8b', id: ID, region: 'US', type: 'OPS_GENIE' }
const PAGER_DUTY = { id: ID, region: 'US', serviceKey: '****************************7c7c', type: 'PAGER_DUTY' }
const VICTOR_OPS = { apiKey: '********************************6d6d', id: ID, routingKey: 'test', type: 'VICTOR_OPS' }
const WEBHOOK = {
  bodyTemplate: null,
  headersTemplate: null,
  id: ID,
  secret: '**************************5e5e',
  url: 'https://example.com/****5e5e',
  type: 'WEBHOOK',
}
const EARLIER = {
  'DATADOG of early 2025, without the newer flags': {
    apiKey: '****************************9a9a',
    customEndpoint: null,
    id: ID,
    region: 'US',
    sendCollectionLatencyMetrics: false,
    sendDatabaseMetrics: false,
    type: 'DATADOG',
  },
  'WEBHOOK before its templates, its URL without a tail': {
    id: ID,
    secret: '*************************5e5e',
    url: 'https://example.com/****',
    type: 'WEBHOOK',
  },
}

const LINK = {
  href: `http://localhost:8080/api/atlas/v2/groups/${ID}/integrations?includeCount=true&pageNum=1&itemsPerPage=100`,
  rel: 'self',
}
const ALL = [PAGER_DUTY, DATADOG, OPS_GENIE, VICTOR_OPS, WEBHOOK]

const errorsOf = (schema: string, value: unknown, closed = false): readonly string[] =>
  VALIDATORS(schema, closed)(value).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)

const responseOf = (key: string): string => CONTRACT.resource.variants[key]?.response ?? ''

test.each(ALL)('a recorded $type matches the response schema, and other properties are null', (entity) => {
  expect(errorsOf(responseOf(entity.type), entity)).toEqual([])
  expect(errorsOf(responseOf(entity.type), entity, true)).toEqual([])
  expect(errorsOf('Integration', entity)).toEqual([])
})

test.each(Object.entries(EARLIER))('%s is still valid', (_, entity) => {
  expect(errorsOf(responseOf(entity.type), entity, true)).toEqual([])
})

test('a property that the service showed for some days passes the open schema and breaks the closed schema', () => {
  const { sendUserProvidedResourceTags: flag, ...rest } = DATADOG
  const drifted = { ...rest, _sendUserProvidedResourceTags: flag }
  expect(errorsOf(responseOf('DATADOG'), drifted)).toEqual([])
  expect(errorsOf(responseOf('DATADOG'), drifted, true)).toEqual(['/_sendUserProvidedResourceTags type'])
  const webhook = { id: ID, url: WEBHOOK.url, webhookBodyTemplate: null, webhookHeadersTemplate: null, type: 'WEBHOOK' }
  expect(errorsOf(responseOf('WEBHOOK'), webhook, true)).toEqual([])
})

test.each([
  ['a list', { links: [LINK], results: ALL, totalCount: 5 }],
  ['an empty list', { links: [LINK], results: [], totalCount: 0 }],
  ['a list without count', { links: [LINK], results: ALL }],
  ['a list without links', { results: ALL, totalCount: 5 }],
])('%s has the schema of a page', (_, page) => {
  expect(errorsOf('PaginatedIntegrationView', page, true)).toEqual([])
})

test.each([
  ['/results type', { results: {} }],
  [' required', { links: [] }],
  ['/totalCount type', { results: [], totalCount: '0' }],
  ['/totalCount minimum', { results: [], totalCount: -1 }],
  ['/results/0 discriminator', { results: [{ ...WEBHOOK, type: 'FLOWDOCK' }] }],
  ['/results/0 type', { results: [null] }],
  ['/results/1 type', { results: [WEBHOOK, 'SLACK'] }],
  ['/results/0 required', { results: [{ id: ID, type: 'WEBHOOK' }] }],
  ['/links/0/href type', { results: [], links: [{ href: 1, rel: 'self' }] }],
])('a page that is wrong at %s breaks the schema of a page', (place, page) => {
  expect(errorsOf('PaginatedIntegrationView', page)).toContain(place)
})

const unauthorized = { error: 401, reason: 'Unauthorized', detail: 'You are not authorized for this resource.' }

test('a 401 matches the schema for 401, with and without an errorCode', () => {
  expect(errorsOf('Unauthorized', unauthorized, true)).toEqual([])
  expect(errorsOf('Unauthorized', { ...unauthorized, errorCode: 'UNEXPECTED_ERROR' }, true)).toEqual([])
  expect(errorsOf('Unauthorized', { reason: 'Unauthorized' })).toEqual([' required'])
  expect(errorsOf('ApiError', unauthorized)).toEqual([' required'])
})

test.each([
  {
    error: 404,
    errorCode: 'GROUP_NOT_FOUND',
    detail: 'No group with ID x exists.',
    parameters: ['x'],
    reason: 'Not Found',
  },
  {
    error: 409,
    errorCode: 'INTEGRATION_ALREADY_CONFIGURED',
    detail: 'It is.',
    parameters: ['DATADOG'],
    reason: 'Conflict',
  },
  { error: 429, errorCode: 'RATE_LIMITED_TOKEN_BUCKET', detail: 'x', parameters: ['a/b', 55, 10, 5, 60], reason: 'x' },
  { error: 406, errorCode: 'INVALID_VERSION_DATE', detail: 'x', parameters: [], reason: 'Not Acceptable' },
  { error: 400, errorCode: 'VALIDATION_ERROR', badRequestDetail: { fields: [{ field: 'apiKey', description: 'x' }] } },
  { error: 500, errorCode: 'UNEXPECTED_ERROR', detail: null, reason: null, parameters: null, badRequestDetail: null },
])('a recorded $error is an ApiError', (error) => {
  expect(errorsOf('ApiError', error, true)).toEqual([])
})

test.each([
  [' required', { error: 404 }],
  ['/error type', { error: '404', errorCode: 'X' }],
  ['/errorCode type', { error: 404, errorCode: null }],
  ['/badRequestDetail/fields/0 required', { error: 404, errorCode: 'X', badRequestDetail: { fields: [{}] } }],
])('an error body that is wrong at %s is no ApiError', (place, error) => {
  expect(errorsOf('ApiError', error)).toContain(place)
})

test('the operations document the schemas of the recorded responses', () => {
  const documented = Object.values(CONTRACT.operations).flatMap(({ id, responses }) =>
    Object.entries(responses).map(([status, { schema = '-' }]) => `${status} ${schema} ${status < '300' ? id : ''}`),
  )
  expect([...new Set(documented)].toSorted().join('\n')).toMatchInlineSnapshot(`
    "200 Integration getGroupIntegration
    200 PaginatedIntegrationView createGroupIntegration
    200 PaginatedIntegrationView listGroupIntegrations
    200 PaginatedIntegrationView updateGroupIntegration
    204 - deleteGroupIntegration
    400 ApiError 
    401 Unauthorized 
    403 ApiError 
    404 ApiError 
    405 MethodNotAllowed 
    406 ApiError 
    409 ApiError 
    429 ApiError 
    500 ApiError "
  `)
})
