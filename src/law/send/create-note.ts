import { literalPattern } from '../../json/literal-pattern.ts'
import { parsePointer, valueAt } from '../../json/pointer.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import type { PageStyle, Pointer, Resource } from '../../resource/model.ts'
import { percentDecoded } from '../../source/percent-decoded.ts'
import { requiredParts } from './build-request.ts'
import { versionParameter } from './version-parts.ts'
import type { CreateNote, ListNote, RequiredParts } from '../session/member-ledger.ts'
import { aboveIn } from '../body/above.ts'
import { isAction } from '../../resource/is-action.ts'
import { endsMembers } from '../../resource/shape/ends-members.ts'
import { fillPath, itemOperation, operationWithId, ownParameters, parametersIn, parentOf } from '../body/paths.ts'
import type { LawSession } from '../session/session.ts'
import { withoutSecrets } from './secrets-of.ts'
import { digestsOf } from '../session/traces.ts'
import { wordsIn } from '../body/words.ts'

/** A create that is about to be sent. */
export interface Creating {
  readonly resource: Resource
  /** The values of the path parameters above the member. */
  readonly above: readonly string[]
  /** The member as it is sent. */
  readonly member: unknown
}

/** Returns the note of a create for the ledger. */
export function noteOf({ resource, above, member }: Creating, session: LawSession): CreateNote {
  const { document } = session
  const item = itemOperation(resource, document)
  const place = { resource, document }
  const list = listNote(resource, above, session)
  return {
    resource: resource.name,
    item: item === undefined ? '' : fillPath(item.path, aboveIn(item.path, above, place)),
    ...removalOf({ resource, above }, item?.path, document),
    keys: Object.fromEntries(
      ownParameters(resource).flatMap(({ name, pointer }) => (pointer === undefined ? [] : [[name, pointer]])),
    ),
    ...requiredOf(resource, session),
    ...versionOf(resource),
    ...endingsOf(resource, item?.path, session),
    ...(resource.key.link === undefined ? {} : { link: resource.key.link.value }),
    ...valuesIn(member, resource),
    ...(resource.read === undefined ? { reads: false } : {}),
    ...(resource.wrap?.value.answer === undefined ? {} : { wrap: resource.wrap.value.answer }),
    ...(list === undefined ? {} : { list }),
  }
}

/** The way and the place to remove a member: some are read at a path of their own, and deleted below their parent. */
function removalOf(
  { resource, above }: Pick<Creating, 'resource' | 'above'>,
  item: string | undefined,
  document: ApiDocument,
): Pick<CreateNote, 'remove' | 'removeAt'> {
  if (resource.delete === undefined) return { remove: undefined }
  const { method, path } = operationWithId(document, resource.delete.operation)
  if (path === item || item === undefined) return { remove: method }
  const at = fillPath(path, aboveIn(path, above, { resource, document }))
  const filled = fillPath(item, aboveIn(item, above, { resource, document }))
  const isSame = at === filled || parametersIn(at).length !== parametersIn(filled).length
  return isSame ? { remove: method } : { remove: method, removeAt: at }
}

/** The path at which the member at a path is deleted. */
export function deletePath({ item, removeAt }: Pick<CreateNote, 'item' | 'removeAt'>, path: string): string {
  if (removeAt === undefined) return path
  const form = item.split(/\{[^{}]+\}/).map(literalPattern)
  const values = new RegExp(`^${form.join('([^/]+)')}$`).exec(path)?.slice(1)
  return values === undefined ? path : fillPath(removeAt, values.map(percentDecoded))
}

/** The parameters that requests of the clean-up must have. */
function requiredOf({ read, delete: removal, list }: Resource, session: LawSession): Pick<CreateNote, 'required'> {
  const { document, word, scopes } = session
  const making = { schemas: document.schemas, word, variant: 0, given: scopes, version: document.version }
  const of = (one: { readonly operation: string } | undefined): RequiredParts =>
    one === undefined
      ? { query: {}, headers: {} }
      : requiredParts(operationWithId(session.document, one.operation), making)
  const required = { list: of(list), read: of(read), remove: of(removal) }
  const isNone = Object.values(required).every((one) => Object.keys({ ...one.query, ...one.headers }).length === 0)
  return isNone ? {} : { required }
}

/** The version that a delete of the member sends, where it is no entity tag. */
function versionOf(resource: Resource): Pick<CreateNote, 'version'> {
  const { at } = resource.version?.value ?? {}
  return at === undefined
    ? {}
    : { version: { at: `${resource.wrap?.value.answer ?? ''}${at}`, ...versionParameter(resource) } }
}

/** The most actions that are tried before a second delete, as a count. */
const MOST_ENDINGS = 3

/** The actions of the member, sent without a body, after which it may be deleted. Those that the run may not write are none. */
function endingsOf(
  resource: Resource,
  item: string | undefined,
  { model, document, mayWrite }: LawSession,
): Pick<CreateNote, 'endings'> {
  if (item === undefined || resource.delete === undefined) return {}
  const endings = Object.values(model.resources).flatMap((action) => {
    if (!isAction(action) || parentOf(action, model) !== resource || !mayWrite(action.name)) return []
    const operation = operationWithId(document, action.create?.operation ?? '')
    const { method, path, body, parameters } = operation
    const isPlain = body?.required !== true && !parameters.some(({ in: at, required }) => required && at !== 'path')
    return isPlain && path.startsWith(item) && endsMembers(operation)
      ? [{ method, suffix: path.slice(item.length) }]
      : []
  })
  return endings.length === 0 ? {} : { endings: endings.slice(0, MOST_ENDINGS) }
}

/** The path of a member with these values of its parameters; undefined where no operation of the document names a member. */
export function memberPath({ item }: Pick<CreateNote, 'item'>, values: readonly string[]): string | undefined {
  return item === '' ? undefined : fillPath(item, values)
}

/** The most words that a note has, as a count. */
const MOST_MARKS = 4

/** The values of a member that answers may show: the first words of the run, however deep, and the digests of all. */
function valuesIn(member: unknown, resource: Resource): Pick<CreateNote, 'marks' | 'wrote'> {
  const shown = withoutSecrets(member, resource)
  const marks = [...new Set(wordsIn(JSON.stringify(shown ?? null)))].slice(0, MOST_MARKS)
  const wrote = digestsOf(shown)
  return { ...(marks.length === 0 ? {} : { marks }), ...(Object.keys(wrote).length === 0 ? {} : { wrote }) }
}

/** True if a shown member has one of the words. A server may show text in another case. */
export function hasMark(shown: unknown, { marks = [] }: Pick<CreateNote, 'marks'>): boolean {
  const text = marks.length === 0 ? '' : (JSON.stringify(shown) ?? '').toLowerCase()
  return marks.some((mark) => text.includes(mark))
}

function listNote(resource: Resource, above: readonly string[], { document }: LawSession): ListNote | undefined {
  if (resource.list === undefined) return undefined
  const { path, method } = operationWithId(document, resource.list.operation)
  if (method !== 'GET' || parametersIn(path).length > above.length) return undefined
  const styles = resource.list.pages?.value ?? []
  const filled = fillPath(path, aboveIn(path, above, { resource, document }))
  return { path: filled, items: resource.list.items?.value ?? '', ...pagesOf(styles) }
}

function pagesOf(styles: readonly PageStyle[]): Omit<ListNote, 'path' | 'items'> {
  for (const style of styles) {
    if (style.style === 'number') return { number: { name: style.number, first: style.first } }
    if (style.style === 'offset')
      return { offset: style.offset, ...(style.first === undefined ? {} : { first: style.first }) }
    if (style.style === 'cursor' && 'at' in style.next) return { cursor: { name: style.cursor, next: style.next.at } }
    if (style.style === 'link' && 'at' in style.next) return { link: { at: style.next.at } }
    if (style.style === 'link' && 'header' in style.next) return { link: { header: style.next.header } }
  }
  for (const style of styles) {
    if (style.style === 'cursor') return { cursor: { name: style.cursor, next: style.next } }
    if (style.style === 'link') return { link: style.next }
  }
  return {}
}

/** The value at a pointer as a segment of a path; undefined for any other value. */
export function segmentAt(member: unknown, pointer: Pointer | undefined): string | undefined {
  if (pointer === undefined) return undefined
  const value = parsePointer(pointer).length === 0 ? member : valueAt(member, pointer)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
