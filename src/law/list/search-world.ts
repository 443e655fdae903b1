import type { DocumentSchema } from '../../document/api-document.ts'
import { withValueAt } from '../../json/pointer.ts'
import type { BodySearch } from '../../resource/infer/body-searches.ts'
import { flatten } from '../body/flatten-schema.ts'
import { itemsIn, placeOfItems } from '../send/items-in.ts'
import type { Answer } from '../session/exchange.ts'
import { asShould } from '../session/problem.ts'
import { sure } from '../../resource/fact.ts'
import type { ListFacts } from '../../resource/model.ts'
import { walkList } from '../walk/walk-list.ts'
import type { World } from '../world/world.ts'

type Query = Readonly<Record<string, string | undefined>>

/** The request of a search: its values, by the names of properties, and the values of its path. */
export interface SearchAsked {
  readonly above: readonly string[]
  readonly query: Readonly<Record<string, unknown>>
  readonly as?: 'owner' | 'stranger'
}

/** Sends a search by POST. A text stands for a value of the type that the property has. */
export function sendSearch(
  search: BodySearch,
  { above, query, as = 'owner' }: SearchAsked,
  world: World,
): Promise<Answer> {
  let value: unknown = {}
  for (const [name, one] of Object.entries(query)) {
    const at = search.places.get(name)
    const schema = search.asList.parameters.find((parameter) => parameter.name === name)?.schema ?? true
    if (at !== undefined && one !== undefined) value = withValueAt(value, at, typed(one, schema, world))
  }
  return world.send({ operation: search.operation, path: above, as, body: { value, media: search.media } })
}

function typed(value: unknown, schema: DocumentSchema, world: World): unknown {
  if (typeof value !== 'string') return value
  const { type, items } = flatten(schema, world.document.schemas)
  const types = new Set<unknown>([type].flat())
  if (types.has('string')) return value
  if (types.has('array')) return [typed(value, (items ?? true) as DocumentSchema, world)]
  if (types.has('boolean')) return value === 'true'
  return (types.has('integer') || types.has('number')) && value !== '' ? Number(value) : value
}

/** The page styles that a body can ask for. A link is followed by no body, and the number of a first page is no guess. */
function pagesOf({ pages }: ListFacts): Pick<ListFacts, 'pages'> {
  const styles = (pages?.value ?? []).filter(({ style }) => style === 'offset' || style === 'number')
  return pages === undefined || pages.certainty === 'guess' || styles.length === 0
    ? { pages: sure([{ style: 'whole' as const }], 'no property of the search asks for a page') }
    : { pages: { ...pages, value: styles } }
}

interface Searching {
  readonly isGuess?: boolean
  /** The sender of each search. */
  readonly as?: 'owner' | 'stranger'
}

/**
 * The world of a law in which the list of a resource is a search by POST: each query of the list is sent as a body. Findings of the law
 * are about the search. Their level is should where the search is a guess.
 */
export function searchWorld(
  search: BodySearch,
  world: World,
  { isGuess = false, as = 'owner' }: Searching = {},
): World {
  const { asList } = search
  const list = { ...search.list, ...pagesOf(search.list) }
  const items = list.items?.value ?? ''
  const send = (above: readonly string[], query: Query): Promise<Answer> =>
    sendSearch(search, { above, query, as }, world)
  return {
    ...world,
    resource: { ...world.resource, list },
    operation: (id) => (id === asList.id ? asList : world.operation(id)),
    send: (asked) => (asked.operation === asList ? send(asked.path, asked.query ?? {}) : world.send(asked)),
    walk: (above, options) => walkList({ list, operation: asList, ask: (query) => send(above, query) }, options),
    itemsOf: (answer) => itemsIn(answer.json, items),
    itemsAt: (answer) => `body#${placeOfItems(answer.json, items)}`,
    expect: (answer, problems) => world.expect(answer, isGuess ? problems.map(asShould) : problems),
  }
}
