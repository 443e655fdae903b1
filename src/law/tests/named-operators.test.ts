import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

type Test = (own: string, value: string) => boolean
type Operators = Readonly<Record<string, Test>>

const RIGHT: Operators = {
  eq: (own, value) => own === value,
  ne: (own, value) => own !== value,
  sw: (own, value) => own.startsWith(value),
  ew: (own, value) => own.endsWith(value),
  co: (own, value) => own.includes(value),
  '=': (own, value) => own.includes(value),
}
const NAMES: Readonly<Record<string, string>> = { startswith: 'sw', endswith: 'ew', contains: 'co' }

/** True for a part by an expression. Undefined for an expression that the server does not know. */
function isBy(part: Part, expression: string, operators: Operators): boolean | undefined {
  const [, called = '', property = '', text = ''] = /^(\w+)\((\w+),'(\w*)'\)$/.exec(expression) ?? []
  const [, own = property, verb = NAMES[called] ?? '', value = text] = /^(\w+) (\w+|=) '(\w*)'$/.exec(expression) ?? []
  return own === 'name' ? operators[verb]?.(part.name, value) : undefined
}

interface Heeding {
  readonly operators?: Operators
  /** The count of the terms that the server heeds. */
  readonly terms?: number
  /** True for a server that forgets the expression on later pages. */
  readonly forgets?: boolean
}

function heeding({ operators = {}, terms = 2, forgets = false }: Heeding): Shelf['list'] {
  return (parts, query) => {
    const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 100)]
    const filter = forgets && offset > 0 ? null : query.get('$filter')
    const asked = filter?.split(' and ').slice(0, terms) ?? []
    const found = parts.map((part) => asked.map((one) => isBy(part, one, { ...RIGHT, ...operators })))
    if (found.flat().includes(undefined)) return Response.json({}, { status: 400 })
    const shown = parts.filter((_, index) => found[index]?.every((one) => one === true))
    return { parts: shown.slice(offset, offset + limit) }
  }
}

const PAGES = [
  '{ name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100, default: 100 } }',
  '{ name: offset, in: query, schema: { type: integer, minimum: 0, default: 0 } }',
]

interface Asked extends Heeding {
  /** The description of the parameter. */
  readonly description: string
  /** The description of another parameter. */
  readonly beside?: string
}

function at({ description, beside = '', ...how }: Asked): Promise<string> {
  const filter = `{ name: $filter, in: query, schema: { type: string }, description: ${JSON.stringify(description)} }`
  const document = rackDocument({
    parameters: [
      filter,
      `{ name: find, in: query, schema: { type: string }, description: ${JSON.stringify(beside)} }`,
      ...PAGES,
    ].join(', '),
  })
  return statusAt('filter-expressions-hold', document, { list: heeding(how) })
}

const EXAMPLE = "Filters items, for example `name eq 'bolt'`"
const INFIXES = `${EXAMPLE}. Operators are \`eq\`, \`ne\`, \`co\`, \`sw\`, \`ew\` and \`and\`.`
const FUNCTIONS = `${EXAMPLE} or \`startswith(name,'b') and name eq 'bolt'\`, \`endswith(name,'t')\`, \`contains(name,'ol')\`.`

const holds: Test = () => true
const includes: Test = (own, value) => own.includes(value)
const begins: Test = (own, value) => own.startsWith(value)
const equals: Test = (own, value) => own === value

test.each<[string, Asked, string]>([
  ['heeds infixes', { description: INFIXES }, 'pass'],
  ['heeds functions', { description: FUNCTIONS }, 'pass'],
  ['finds parts where texts are equal', { description: EXAMPLE, operators: { eq: includes } }, 'fail'],
  ['finds beginnings where texts are equal', { description: EXAMPLE, operators: { eq: begins } }, 'fail'],
  [
    'finds parts for a sign, which may ask for them',
    { description: "Filters items, for example `name = 'bolt'`" },
    'pass',
  ],
  ['ignores ne', { description: INFIXES, operators: { ne: holds } }, 'fail'],
  ['forgets ne on the second page', { description: INFIXES, forgets: true }, 'fail'],
  ['forgets an operator that no text names', { description: EXAMPLE, operators: { ne: holds, sw: includes } }, 'pass'],
  [
    'ignores an operator that another parameter has',
    { description: EXAMPLE, beside: 'Operators are `ne` and `and`.', operators: { ne: holds }, terms: 1 },
    'pass',
  ],
  ['finds parts for sw', { description: INFIXES, operators: { sw: includes } }, 'fail'],
  ['finds parts for endswith', { description: FUNCTIONS, operators: { ew: includes } }, 'fail'],
  ['finds only whole texts for startswith', { description: FUNCTIONS, operators: { sw: equals } }, 'fail'],
  ['heeds the first term alone', { description: FUNCTIONS, terms: 1 }, 'fail'],
  ['heeds the first term alone, where no text shows another', { description: EXAMPLE, terms: 1 }, 'pass'],
])('a server that %s', async (_, asked, status) => {
  expect(await at(asked)).toBe(status)
})
