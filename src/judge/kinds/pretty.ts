import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '../../contract/contract.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { withShortMask } from '../../secrets/mask.ts'
import type { Observation } from '../observation.ts'
import { endOfString, isName } from '../../json/parse-json.ts'

/** What white space an answer has, beside another answer's text that an earlier step saved. */
export type PrettyExpectation =
  | { readonly unlike: string }
  | { readonly like: string }
  | { readonly sameAs: string }
  /** Several, so that a server which orders members anew each time is known for one. */
  | { readonly tokensOf: readonly string[] }

const saved = { type: 'string', description: 'a saved text such as $plain' }

/** The same JSON tokens in another layout. */
export const pretty: AssertionKind<PrettyExpectation> = {
  name: 'pretty',
  schema: {
    type: 'object',
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
    description: 'a map of unlike, like, sameAs or tokensOf',
    properties: {
      unlike: saved,
      like: saved,
      sameAs: saved,
      tokensOf: { type: 'array', minItems: 2, items: saved, description: 'a list of saved texts' },
    },
  },
  check(expected, seen) {
    if ('unlike' in expected) return checkUnlike(expected.unlike, seen)
    if ('like' in expected) return checkLike(expected.like, seen)
    return 'tokensOf' in expected ? checkTokens(expected.tokensOf, seen) : checkSame(expected.sameAs, seen)
  },
  explain: (expected) =>
    'unlike' in expected
      ? 'another layout than the default'
      : 'like' in expected
        ? 'the layout of the default'
        : 'sameAs' in expected
          ? 'the same body but for white space'
          : 'the same tokens in the same order',
}

function checkUnlike(other: string, { response }: Observation): readonly Problem[] {
  const count = whiteSpace(response.text)
  if (count !== whiteSpace(other)) return []
  return [
    {
      signature: 'default-layout',
      message: 'expected another layout than the default',
      at: 'body#',
      expected: 'another amount of white space',
      actual: `${count} characters of white space, as in the other answer`,
    },
  ]
}

function checkLike(other: string, { response }: Observation): readonly Problem[] {
  const [actual, expected] = [response.text, other].map(whiteSpace)
  if (actual === expected) return []
  return [
    {
      signature: 'other-layout',
      message: 'expected the layout of the default',
      at: 'body#',
      expected: `${expected} characters of white space`,
      actual: `${actual} characters of white space`,
    },
  ]
}

function checkTokens(texts: readonly string[], seen: Observation): readonly Problem[] {
  const tokensOf = (text: string): string => JSON.stringify(comparable(text, seen.contract, seen.known.foreign))
  const [expected, ...others] = texts.map(tokensOf)
  const actual = tokensOf(seen.response.text)
  if (others.some((other) => other !== expected) || actual === expected) return []
  return [
    {
      signature: 'other-tokens',
      message: 'expected the same tokens in the same order',
      at: 'body#',
      expected,
      actual,
    },
  ]
}

function checkSame(text: string, { response, contract, known }: Observation): readonly Problem[] {
  const [actual, expected] = [response.text, text].map((one) => comparable(one, contract, known.foreign))
  if (isDeepStrictEqual(actual, expected)) return []
  return [
    {
      signature: 'other-body',
      message: 'expected the same body but for white space',
      at: 'body#',
      expected,
      actual,
    },
  ]
}

/** How many characters of white space stand between the tokens. */
function whiteSpace(text: string): number {
  const body = text.trim()
  return body.length - withoutWhiteSpace(body).length
}

function withoutWhiteSpace(text: string): string {
  return mapTokens(text, { value: (token) => token, between: (part) => part.replaceAll(/\s+/g, '') })
}

interface TokenMapping {
  /** Of a string with its quotation marks, where it is no name. */
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
 * The body as a value, in which the order of members means nothing and texts stand as they were written, escapes and all; without
 * ids and links, which are other sentences', without what is not declared, a time of the answer, say, and without what others have
 * configured, who may change it at any time.
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
      if (`/${name}` === contract.resource.identity || `/${name}` === contract.page.links) return undefined
      // That it is there counts all the same.
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
  /** Those of them that come back masked. */
  readonly masked: ReadonlySet<string>
}

const declared = new WeakMap<Contract, Names>()

/** The names of what is declared anywhere in a success. */
function comparableNames(contract: Contract): Names {
  const found = declared.get(contract)
  if (found !== undefined) return found
  const { resource, page, envelope } = contract
  const pointers = [
    resource.key.pointer,
    ...Object.values(resource.variants).flatMap(({ properties }) => properties),
    page.items,
    page.total,
    envelope.status,
    envelope.content,
  ]
  const redacted = Object.values(resource.variants).flatMap(({ redactions }) => Object.keys(redactions))
  const names = new Set(pointers.filter((one) => one !== resource.identity).map((one) => one.slice(1)))
  const made: Names = { names, masked: new Set(redacted.map((one) => one.slice(1))) }
  declared.set(contract, made)
  return made
}
