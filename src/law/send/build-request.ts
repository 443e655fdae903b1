import type { ApiOperation, ApiParameter } from '../../document/api-document.ts'
import type { TargetRequest } from '../../http/target.ts'
import type { RequiredParts } from '../session/member-ledger.ts'
import { percentEncoded } from '../../source/percent-encoded.ts'
import { TOOL } from '../../source/tool.ts'
import { fillPath } from '../body/paths.ts'
import { plausibleValue, type Making } from '../body/plausible-value.ts'
import { isWord } from '../body/words.ts'
import { contentOf, encodeBody, type EncodedBody } from '../body/request-body.ts'
import { isJson } from '../../resource/shape/body-schema.ts'

/** The parts of a request that a law decides. Parts that it leaves out follow from the operation. */
export interface LawRequest {
  readonly operation: ApiOperation
  /** The values of the path parameters, in order. */
  readonly path: readonly string[]
  /** Another method than the operation's. */
  readonly method?: string
  /** Undefined removes a parameter that the operation requires. */
  readonly query?: Readonly<Record<string, string | undefined>>
  /** Query parameters with several values, each in a field of its own. */
  readonly lists?: Readonly<Record<string, readonly string[]>>
  /** Null removes a header. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** A value, encoded in the media type of the operation or in `media`; or bytes. */
  readonly body?: { readonly value: unknown; readonly media?: string } | EncodedBody
}

/** The parts that a request is built with. */
export interface Building {
  readonly making: Making
  /** Headers that every request has. */
  readonly headers: Readonly<Record<string, string>>
}

/** Builds a request: required parameters that a law does not name have plausible values. */
export function buildLawRequest(asked: LawRequest, { making, headers }: Building): TargetRequest {
  const { operation, method = operation.method, path, body } = asked
  const { lists = {} } = asked
  const several = Object.entries(lists).flatMap(([name, values]) => values.map((value) => [name, value] as const))
  const single = { ...requiredOf(operation, 'query', making), ...asked.query }
  const fields = [...Object.entries(single).filter(([name]) => !Object.hasOwn(lists, name)), ...several]
  const query = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`${percentEncoded(name)}=${percentEncoded(value)}`],
  )
  const encoded = body === undefined ? undefined : encodedBody(operation, body)
  const all = {
    'User-Agent': `${TOOL.name}/${TOOL.version}`,
    'Accept-Encoding': 'gzip, deflate, br',
    Accept: acceptOf(operation),
    ...headers,
    ...requiredOf(operation, 'header', making),
    ...cookies(operation, making),
    ...(encoded === undefined ? {} : { 'Content-Type': encoded.media }),
  }
  return {
    method,
    path: `${fillPath(operation.path, path)}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    headers: withChanges(all, asked.headers ?? {}),
    ...(asked.headers === undefined ? {} : { unlike: Object.entries(asked.headers) }),
    ...(encoded === undefined ? {} : { body: encoded.bytes }),
  }
}

function encodedBody(operation: ApiOperation, body: NonNullable<LawRequest['body']>): EncodedBody {
  if ('bytes' in body) return body
  const media = body.media ?? contentOf(operation)?.media ?? 'application/json'
  return encodeBody(body.value, media, operation.body?.content[media]?.deep)
}

function withChanges(
  all: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): TargetRequest['headers'] {
  const headers = new Map(
    Object.entries(all).map((header): [string, readonly [string, string]] => [header[0].toLowerCase(), header]),
  )
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) headers.delete(name.toLowerCase())
    else headers.set(name.toLowerCase(), [name, value])
  }
  return [...headers.values()]
}

/** Values for the required query parameters and headers of an operation. */
export function requiredParts(operation: ApiOperation, making: Making): RequiredParts {
  return { query: requiredOf(operation, 'query', making), headers: requiredOf(operation, 'header', making) }
}

/** Values for the required parameters of a place. Headers that HTTP itself or the credentials decide are left out. */
function requiredOf(operation: ApiOperation, place: ApiParameter['in'], making: Making): Record<string, string> {
  const wanted = operation.parameters.filter(
    ({ name, required, in: at }) =>
      required && at === place && !(place === 'header' && OWN_HEADERS.has(name.toLowerCase())),
  )
  return Object.fromEntries(wanted.map((parameter) => [parameter.name, requiredText(parameter, making)]))
}

/** The value that a person gives; else the version of the API where a parameter is named like it and the document leaves its text free. */
function requiredText(parameter: ApiParameter, making: Making): string {
  const given = making.given?.[parameter.name]
  if (given !== undefined) return given
  const made = parameterText(parameter, making)
  return API_VERSION.test(parameter.name) && isWord(made) && making.version !== undefined ? making.version : made
}

const API_VERSION = /^(?:x-)?(?:\w+-)?(?:api[-_]?)?version$/i

const OWN_HEADERS = new Set(['accept', 'content-type', 'authorization', 'if-match', 'if-none-match'])

/** A value of a parameter as text. */
export function parameterText({ schema, example }: Pick<ApiParameter, 'schema' | 'example'>, making: Making): string {
  const value = example ?? plausibleValue(schema, making)
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join(',') : JSON.stringify(value ?? '')
}

function cookies(operation: ApiOperation, making: Making): Record<string, string> {
  const pairs = Object.entries(requiredOf(operation, 'cookie', making)).map(([name, value]) => `${name}=${value}`)
  return pairs.length === 0 ? {} : { Cookie: pairs.join('; ') }
}

/** The media types of the successful answers, JSON first. */
function acceptOf({ responses }: ApiOperation): string {
  const types = Object.entries(responses)
    .filter(([status]) => /^[2d]/.test(status))
    .flatMap(([, { content }]) => Object.keys(content))
  const json = types.find(isJson)
  return `${json ?? types[0] ?? 'application/json'}, */*;q=0.1`
}
