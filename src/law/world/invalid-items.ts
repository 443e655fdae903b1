import type { DocumentSchema } from '../../document/api-document.ts'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { flatten, type FlatSchema, typeOf } from '../body/flatten-schema.ts'
import { inTurn } from '../body/in-turn.ts'
import { type ItemList, itemListsIn } from '../body/item-lists.ts'
import { placesIn } from '../body/places-in.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { statedDefault } from '../body/stated-default.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import { isJson } from '../../resource/shape/body-schema.ts'
import type { InvalidBody } from './invalid-bodies.ts'
import type { World } from './world.ts'
import { isSurelyValidBy } from '../body/validators.ts'

/** The bodies with a broken item that a create is sent, as a count. */
const MOST = 4

/** The items of a list that are broken, each alone, by their index. A server may look at the first item alone. */
const BROKEN = [1, 0, 2, 3]

/**
 * Bodies of a create that the target accepts, but for one item of a list: it lacks what it must have, or has a value that its schema does not
 * allow. Each list, and each alternative of its items, comes in turn, the second item before the first.
 * @param accepted a whole body that the target accepts
 */
export function invalidItems(accepted: unknown, world: World): readonly InvalidBody[] {
  const { resource, document, operation, validators } = world
  const content = contentOf(operation(resource.create?.operation ?? ''))
  const errorsOf = content?.schema === undefined ? undefined : validators(content.schema)
  const whole = schemaAt(content?.schema ?? true, resource.wrap?.value.request ?? '', document.schemas)
  if (content === undefined || errorsOf === undefined || whole === undefined || !isJson(content.media)) return []
  if (errorsOf(accepted).length > 0) return []
  const member = memberIn(accepted, resource)
  const lists = itemListsIn(whole, document.schemas).map((list) => itemsOf(list, member, world))
  const queues = inTurn(lists).map((item) => mistakesIn(item, world))
  return inTurn(queues)
    .flatMap(({ at, keyword, value }) => {
      const broken = withMember(accepted, withValueAt(member, at, value), resource)
      // Another alternative may have room for the item.
      if (errorsOf(broken).length === 0) return []
      const rule = keyword === 'required' ? `required ${at}` : `${keyword} at ${at}`
      return [{ value: memberIn(broken, resource), body: broken, at, rule, mayBeRead: false }]
    })
    .slice(0, MOST)
}

/** An item of a list in a member, and the schema of its alternative. */
interface Item {
  readonly at: Pointer
  readonly value: unknown
  readonly schema: FlatSchema
  /** The places in an item of the properties that tell alternatives apart. */
  readonly telling: ReadonlySet<Pointer>
  /** True for the first item where a second one of its kind is broken too. */
  readonly isSecondTry: boolean
}

function itemsOf({ at, alternatives }: ItemList, member: unknown, world: World): readonly Item[] {
  const items = valueAt(member, at)
  if (!Array.isArray(items)) return []
  const { schemas } = world.document
  const telling = new Set(alternatives.length < 2 ? [] : alternatives.flatMap((one) => constantsIn(one, world)))
  return BROKEN.flatMap((index) => {
    const value = (items as unknown[])[index]
    const own = alternatives.find((one) => isSurelyValidBy(value, one, world.validators))
    if (value === undefined || own === undefined) return []
    // An item behind the second one is broken where it is of another alternative.
    if (index > 1 && alternatives.length < 2) return []
    const isSecondTry = index === 0 && alternatives.length < 2 && items.length > 1
    return [{ at: `${at}/${index}`, value, schema: flatten(own, schemas), telling, isSecondTry }]
  })
}

/** The properties with one value alone. */
function constantsIn(schema: DocumentSchema, { document: { schemas } }: World): readonly Pointer[] {
  return placesIn(schema, schemas, () => 'alone').flatMap(({ at, schema: { const: only, enum: listed } }) =>
    only !== undefined || (Array.isArray(listed) && listed.length === 1) ? [at] : [],
  )
}

/** A value that breaks an item. */
interface Mistake {
  readonly at: Pointer
  readonly keyword: string
  /** Undefined for a value that is left out. */
  readonly value: unknown
}

/** Mistakes of an item: a missing property, then a value beyond a bound or a list of values, then one of another type. A second try begins with such a value. */
function mistakesIn({ at, value, schema, telling, isSecondTry }: Item, world: World): readonly Mistake[] {
  if (!isObject(value)) return valueMistakes(at, schema, world)
  const { schemas } = world.document
  const sent = placesIn(schema, schemas, ({ at: own, schema: { readOnly, 'x-server-set': isServers } }) =>
    telling.has(own) || readOnly === true || isServers === true ? 'none' : 'alone',
  ).filter((place) => valueAt(value, place.at) !== undefined)
  const lacking = sent
    // A property with a default may be missing all the same.
    .filter(({ schema: own, isOptional }) => !isOptional && statedDefault(own) === undefined)
    .map((place) => ({ at: at + place.at, keyword: 'required', value: undefined }))
  const wrong = sent.map((place) => valueMistakes(at + place.at, place.schema, world))
  const beyond = wrong.flatMap((list) => list.filter(({ keyword }) => keyword !== 'type').slice(0, 1))
  const typed = wrong.flatMap((list) => list.filter(({ keyword }) => keyword === 'type'))
  return inTurn(isSecondTry ? [beyond, typed, lacking] : [lacking, beyond, typed])
}

/** The values that the schema of a text or a number does not allow. */
function valueMistakes(at: Pointer, schema: FlatSchema, { word }: World): readonly Mistake[] {
  const mistake = (keyword: string, value: unknown): Mistake => ({ at, keyword, value })
  const type = typeOf(schema)
  const { enum: listed, maximum, minimum, maxLength } = schema
  const isFree = schema['pattern'] === undefined && schema['format'] === undefined
  const found: Mistake[] = []
  if (Array.isArray(listed)) {
    if (type === 'string') found.push(mistake('enum', word()))
  } else if (type === 'integer' || type === 'number') {
    if (typeof maximum === 'number') found.push(mistake('maximum', maximum + 1))
    if (typeof minimum === 'number') found.push(mistake('minimum', minimum - 1))
  } else if (type === 'string' && isFree && typeof maxLength === 'number' && maxLength < LONGEST)
    found.push(
      mistake(
        'maxLength',
        word()
          .padEnd(maxLength + 1, 'x')
          .slice(0, maxLength + 1),
      ),
    )
  // A text is read as no number or flag where it is a word, and an object as no text.
  if (type === 'string') found.push(mistake('type', { value: word() }))
  if (type === 'integer' || type === 'number' || type === 'boolean') found.push(mistake('type', word()))
  return found
}

/** The longest text that is sent, in characters. */
const LONGEST = 10_000
