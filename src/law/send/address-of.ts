import { isObject, valueAt } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { ENTRY } from '../../resource/shape/wrap.ts'
import { hasMark, segmentAt } from './create-note.ts'
import { itemsIn } from './items-in.ts'
import type { Answer } from '../session/exchange.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import { ownParameters, parametersIn } from '../body/paths.ts'
import { valuesInLink } from './values-in-link.ts'

/** The member within a body that may wrap it. */
export function unwrapped(body: unknown, { wrap }: Pick<Resource, 'wrap'>): unknown {
  const at = wrap?.value.answer
  if (at === undefined) return body
  return (at === ENTRY ? onlyEntry(body) : valueAt(body, at)) ?? body
}

/** The member that stands under its key alone, as in `{"orders-2026": {…}}`. Undefined where there is another entry too. */
export function onlyEntry(body: unknown): unknown {
  const [only, ...others] = isObject(body) ? Object.values(body) : []
  return others.length === 0 && isObject(only) ? only : undefined
}

/** The values of the path parameters that a shown member has; undefined where one of them is not shown. */
export function ownValuesIn(member: unknown, resource: Resource): readonly string[] | undefined {
  const { link } = resource.key
  if (link !== undefined) return valuesInLink(segmentAt(member, link.value.at), link.value.path)
  const values = ownParameters(resource).map(({ pointer }) => segmentAt(member, pointer))
  return values.every((value) => value !== undefined) ? values : undefined
}

/** A create with its answer. */
export interface AnsweredCreate {
  readonly resource: Resource
  readonly note: CreateNote
  readonly answer: Answer
  /** The member as it was sent. */
  readonly member: unknown
}

/**
 * The values of the path parameters of a member that was just created: from the answer's member, page, id or Location, else from what was
 * sent. Undefined where none of them tells.
 */
export function ownValuesAfterCreate(answered: AnsweredCreate): readonly string[] | undefined {
  const { resource, answer, member, note } = answered
  const of = (shown: unknown): readonly string[] | undefined => ownValuesIn(shown, resource)
  const idAt = resource.create?.idAt?.value
  const wanted = parametersIn(note.item).length
  const id = idAt === undefined || wanted !== 1 ? undefined : segmentAt(answer.json, idAt)
  const bare = wanted === 1 ? segmentAt(answer.json, '') : undefined
  const client = resource.key.chosen?.value === 'client' ? of(member) : undefined
  return (
    of(unwrapped(answer.json, resource)) ??
    (id === undefined ? undefined : [id]) ??
    ownInPage(answered) ??
    valuesInLink(answer.header('location'), note.item) ??
    client ??
    (bare === undefined ? undefined : [bare])
  )
}

/** The created member in an answer that is a page or a list: the one with the mark, or the only one. */
function ownInPage({ resource, answer, note }: AnsweredCreate): readonly string[] | undefined {
  const items = itemsIn(answer.json, resource.list?.items?.value ?? '')
  const found = items.find((item) => hasMark(item, note)) ?? (items.length === 1 ? items[0] : undefined)
  return found === undefined ? undefined : ownValuesIn(found, resource)
}

/** A member that a create has made, by the values of its path parameters. */
export interface Made {
  readonly own: readonly string[]
  /** True if it has a word of the create, which no other member has. */
  readonly isMarked: boolean
}

/** The members in the answer to a create that have a word of it, or whose key was sent: one request may make several. */
export function membersMade({ resource, answer, note, member }: AnsweredCreate): readonly Made[] {
  const sent = textsIn(member)
  return itemsIn(answer.json, resource.list?.items?.value ?? '').flatMap((item) => {
    const own = ownValuesIn(item, resource)
    const isMarked = hasMark(item, note)
    return own !== undefined && (isMarked || own.every((text) => sent.has(text))) ? [{ own, isMarked }] : []
  })
}

function textsIn(value: unknown): ReadonlySet<string> {
  if (typeof value === 'string') return new Set([value])
  const parts = typeof value === 'object' && value !== null ? Object.values(value) : []
  return new Set(parts.flatMap((part) => [...textsIn(part)]))
}
