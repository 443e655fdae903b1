import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '../../contract/contract.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { withShortMask } from '../../secrets/mask.ts'
import type { Observation } from '../observation.ts'
import { endOfString, isName } from '../../json/parse-json.ts'

/** The expected white space of an answer: `spaced` for some between tokens, others compared with saved texts of earlier answers. */
export type PrettyExpectation =
  | { readonly unlike: string }
  | { readonly like: string }
  | { readonly sameAs: string }
  /** Several texts: servers that reorder members on every answer are recognized and not judged. */
  | { readonly tokensOf: readonly string[] }
  | { readonly spaced: true }

const saved = { type: 'string', description: 'a saved text such as $plain' }

/** The layout of the answer, and its tokens, compared with earlier answers. */
export const pretty: AssertionKind<PrettyExpectation> = {
  name: 'pretty',
  schema: {
    type: 'object',
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
    description: 'a map of unlike, like, sameAs, tokensOf or spaced',
    properties: {
      unlike: saved,
      like: saved,
      sameAs: saved,
      tokensOf: { type: 'array', minItems: 2, items: saved, description: 'a list of saved texts' },
      spaced: { const: true },
    },
  },
  applies(expected, observation) {
    if ('spaced' in expected) return asksForSpace(observation)
    if (!('tokensOf' in expected)) return true
    const [first, ...others] = expected.tokensOf.map((text) => tokensOf(text, observation))
    return others.every((other) => other === first)
  },
  check(expected, observation) {
    if ('spaced' in expected) return checkSpaced(observation)
    if ('unlike' in expected) return checkUnlike(expected.unlike, observation)
    if ('like' in expected) return checkLike(expected.like, observation)
    return 'tokensOf' in expected
      ? checkTokens(expected.tokensOf, observation)
      : checkSame(expected.sameAs, observation)
  },
  explain(expected) {
    if ('spaced' in expected) return 'white space between tokens'
    if ('unlike' in expected) return 'a layout other than the default'
    if ('like' in expected) return 'the default layout'
    return 'sameAs' in expected ? 'the same body except for white space' : 'the same tokens in the same order'
  },
}

/** True for a body with several tokens. A parameter that servers may read in two ways asks for no layout. */
function asksForSpace({ request, response }: Observation): boolean {
  const { json } = response
  return (
    request.ambiguous !== true &&
    json.ok &&
    typeof json.value === 'object' &&
    json.value !== null &&
    Object.keys(json.value).length > 0
  )
}

function checkSpaced(observation: Observation): readonly Problem[] {
  if (!asksForSpace(observation) || whiteSpace(observation.response.text) > 0) return []
  return [
    {
      signature: 'no-white-space',
      message: 'expected white space between tokens; there is none',
      at: 'body#',
      expected: 'white space between tokens',
      actual: 'none',
    },
  ]
}

function checkUnlike(other: string, { response }: Observation): readonly Problem[] {
  const count = whiteSpace(response.text)
  if (count !== whiteSpace(other)) return []
  return [
    {
      signature: 'default-layout',
      message: `expected a layout other than the default; both have ${count} characters of white space`,
      at: 'body#',
      expected: 'a layout other than the default',
      actual: `${count} characters of white space`,
    },
  ]
}

function checkLike(other: string, { response }: Observation): readonly Problem[] {
  const [actual, expected] = [response.text, other].map(whiteSpace)
  if (actual === expected) return []
  return [
    {
      signature: 'other-layout',
      message: `expected the default layout with ${expected} characters of white space; the answer has ${actual}`,
      at: 'body#',
      expected: `${expected} characters of white space`,
      actual: `${actual} characters of white space`,
    },
  ]
}

function checkTokens(texts: readonly string[], observation: Observation): readonly Problem[] {
  const [expected, ...others] = texts.map((text) => tokensOf(text, observation))
  const actual = tokensOf(observation.response.text, observation)
  if (others.some((other) => other !== expected) || actual === expected) return []
  return [
    {
      signature: 'other-tokens',
      message: 'expected the same tokens in the same order; the tokens differ',
      at: 'body#',
      expected,
      actual,
    },
  ]
}

function tokensOf(text: string, { contract, known }: Observation): string {
  return JSON.stringify(comparable(text, contract, known.foreign))
}

function checkSame(text: string, { response, contract, known }: Observation): readonly Problem[] {
  const [actual, expected] = [response.text, text].map((one) => comparable(one, contract, known.foreign))
  if (isDeepStrictEqual(actual, expected)) return []
  return [
    {
      signature: 'other-body',
      message: 'expected the same body except for white space; the bodies differ',
      at: 'body#',
      expected,
      actual,
    },
  ]
}

/** The count of white space characters between tokens. */
function whiteSpace(text: string): number {
  const body = text.trim()
  return body.length - withoutWhiteSpace(body).length
}

function withoutWhiteSpace(text: string): string {
  return mapTokens(text, { value: (token) => token, between: (part) => part.replaceAll(/\s+/g, '') })
}

interface TokenMapping {
  /** Maps a string value, including its quotation marks. */
  readonly value: (token: string) => string
  readonly between: (part: string) => string
}

function mapTokens(text: string, { value, between }: TokenMapping): string {
  const parts: string[] = []
  let from = 0
  for (let start = text.indexOf('"'); start !== -1; start = text.indexOf('"', from)) {
    const end = endOfString(text, start)
    const token = text.slice(start, end)
    parts.push(between(text.slice(from, start)), isName(text, end) ? token : value(token))
    from = end
  }
  return [...parts, between(text.slice(from))].join('')
}

/**
 * The comparable value of a body: texts keep their escapes, and object keys have no order. Ids, the contents of links, undeclared values
 * and foreign members are left out. Other requirements cover ids and links; the rest may change between answers.
 */
function comparable(text: string, contract: Contract, foreign: ReadonlySet<string>): unknown {
  const { names, masked } = comparableNames(contract)
  const isForeign = (item: unknown): boolean => foreign.has(String(valueAt(item, contract.resource.key.pointer)))
  try {
    JSON.parse(text)
    const asWritten = mapTokens(text, {
      value: (token) => JSON.stringify(token.slice(1, -1)),
      between: (part) => part,
    })
    return JSON.parse(asWritten, function (this: unknown, name: string, value: unknown) {
      if (`/${name}` === contract.resource.identity) return undefined
      // Links hold the query, which differs.
      if (`/${name}` === contract.page?.links) return Array.isArray(value) && value.length > 0 ? 'links' : undefined
      // The presence of an undeclared property is compared, its value is not.
      if (name !== '' && !Array.isArray(this) && !names.has(name)) return 'undeclared'
      if (typeof value === 'string' && masked.has(name)) return withShortMask(value)
      return Array.isArray(value) ? value.filter((item) => !isForeign(item)) : value
    }) as unknown
  } catch {
    return text
  }
}

interface Names {
  readonly names: ReadonlySet<string>
  /** Names of redacted properties. */
  readonly masked: ReadonlySet<string>
}

const declared = new WeakMap<Contract, Names>()

/** The property names that the contract declares in successful answers. */
function comparableNames(contract: Contract): Names {
  const found = declared.get(contract)
  if (found !== undefined) return found
  const { resource, page, envelope } = contract
  const pointers = [
    resource.key.pointer,
    ...Object.values(resource.variants).flatMap(({ properties }) => properties),
    ...[page?.items, page?.total, envelope?.status, envelope?.content].filter((pointer) => pointer !== undefined),
  ]
  const redacted = Object.values(resource.variants).flatMap(({ redactions }) => Object.keys(redactions))
  const comparablePointers = pointers.filter((pointer) => pointer !== resource.identity)
  const names: Names = { names: nameSet(comparablePointers), masked: nameSet(redacted) }
  declared.set(contract, names)
  return names
}

function nameSet(pointers: readonly string[]): ReadonlySet<string> {
  return new Set(pointers.map((pointer) => pointer.slice(1)))
}
