import { isDeepStrictEqual } from 'node:util'
import type { ApiDocument, ApiParameter, DocumentSchema } from '../../../document/api-document.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import type { PageStyle } from '../../../resource/model.ts'
import { sizeName } from '../../walk/page-size.ts'
import { all, isQueried } from '../../world/facts.ts'
import { flatten, type FlatSchema, typeOf } from '../../body/flatten-schema.ts'
import { inTurn } from '../../body/in-turn.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { queriedOperation } from '../../list/queried-operation.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'

/** The values that are sent, as a count: of each parameter the first, then of each the second. */
const MOST = 16

/** The length of texts that are sent, in characters: longer ones may not fit a URL. */
const MOST_LENGTH = 1_000

/** A query parameter outside its schema is refused, or at least harmless. */
export const queryBoundsAreKept: Law = {
  id: 'query-bounds-are-kept',
  level: 'should',
  text: 'A list, or what stands once, that is read with a query parameter outside its schema is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(isQueried),
  onlyReads: true,
  async check(world) {
    const { operation } = queriedOperation(world)
    const wrong = inTurn(
      operation.parameters.map((parameter) =>
        wrongValues(parameter, world).map((value) => ({ name: parameter.name, value })),
      ),
    )
    if (wrong.length === 0) throw new NotVerified('the document states no bounds of query parameters')
    const { above } = await world.above()
    const paging = new Set((world.resource.list?.pages?.value ?? []).flatMap(pageNames))
    for (const { name, value } of wrong.slice(0, MOST)) {
      const answer = await world.send({ operation, path: above, query: { [name]: value } })
      const what = `${name}=${value}, which breaks the schema`
      const problems = acceptedProblems(answer, { what, rule: name })
      const isDefault =
        problems.length > 0 && paging.has(name) && !(Number(value) > 0) && (await ignoresParameter(answer, world))
      world.expect(answer, isDefault ? problems.map((problem) => ({ ...problem, ...FALLS_BACK })) : problems)
    }
  },
}

const NO_NUMBER = 'abc'

/** A habit of frameworks: a page that is none is the first one, and a size that is none has its default. */
const FALLS_BACK = { signature: 'reads-as-default', isOfApi: true } as const

function pageNames(style: PageStyle): readonly (string | undefined)[] {
  if (style.style === 'number') return [style.number, sizeName(style)]
  return style.style === 'offset' ? [style.offset, sizeName(style)] : [sizeName(style)]
}

/** True for an answer with the same members as that without the parameter. */
async function ignoresParameter(answer: Answer, world: World): Promise<boolean> {
  const { operation } = queriedOperation(world)
  const { above } = await world.above()
  const plain = await world.send({ operation, path: above })
  const [own, others] = [answer, plain].map((one) => world.itemsOf(one).map((item) => world.keysOf(item)))
  return isSuccess(plain) && isDeepStrictEqual(own, others)
}

function wrongValues(parameter: ApiParameter, { document }: World): readonly string[] {
  const { in: place, required, schema } = parameter
  if (place !== 'query') return []
  const flat = flatten(schema, document.schemas)
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength } = flat
  const type = typeOf(flat)
  return [
    ...(type === 'integer' || type === 'number' ? [NO_NUMBER] : []),
    ...(typeof minimum === 'number' ? [String(minimum - 1)] : []),
    ...(typeof maximum === 'number' && maximum < 2 ** 31 - 1 ? [String(maximum + 1)] : []),
    ...[exclusiveMinimum, exclusiveMaximum].flatMap((bound) => (typeof bound === 'number' ? [String(bound)] : [])),
    ...noMultiple(flat),
    ...tooMany(parameter, flat, document),
    // An optional parameter without a text may count as one that is not there.
    ...(required && typeof minLength === 'number' && minLength > 0 ? [''] : []),
    ...(typeof maxLength === 'number' && maxLength < MOST_LENGTH ? ['a'.repeat(maxLength + 1)] : []),
    ...(Array.isArray(flat['enum']) ? ['no-such-value'] : []),
    ...(type === 'boolean' ? ['perhaps'] : []),
  ]
}

/** A number within its bounds that is no multiple. */
function noMultiple({ type, multipleOf, minimum, maximum }: FlatSchema): readonly string[] {
  if (typeof multipleOf !== 'number' || (type === 'integer' && multipleOf <= 1)) return []
  const start = Math.ceil((typeof minimum === 'number' ? minimum : 0) / multipleOf) * multipleOf
  const value = start + (type === 'integer' ? 1 : multipleOf / 2)
  return typeof maximum === 'number' && value > maximum ? [] : [String(value)]
}

/** A list with one item more than the most, in one text: a repeated parameter is no list for each server. */
function tooMany(
  { style, explode }: ApiParameter,
  { type, maxItems, items }: FlatSchema,
  { schemas }: Pick<ApiDocument, 'schemas'>,
): readonly string[] {
  if (type !== 'array' || typeof maxItems !== 'number' || maxItems > MOST_ITEMS || style !== 'form' || explode)
    return []
  const { type: own, enum: listed, ...rules } = flatten((items ?? true) as DocumentSchema, schemas)
  const count = Array.from({ length: maxItems + 1 }, (_, index) => index + 1)
  if (Array.isArray(listed)) return listed.length > maxItems ? [listed.slice(0, maxItems + 1).join(',')] : []
  if (own === 'integer' && rules['maximum'] === undefined && rules['minimum'] === undefined) return [count.join(',')]
  const isFree = own === 'string' && ['pattern', 'format', 'minLength'].every((rule) => rules[rule] === undefined)
  return isFree ? [count.map((number) => `a${number}`).join(',')] : []
}

/** The items of a list that is sent, as a count: a longer one may not fit a URL. */
const MOST_ITEMS = 100
