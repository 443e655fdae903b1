import { createdSchemaAt } from '../body/create-schema.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Resource, UpdateFacts } from '../../resource/model.ts'
import { bodyOfKey } from '../body/body-of-key.ts'
import { bodiesOf, memberIn, withMember } from '../body/wrapped-member.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { contentOfWhole, isBarePatch, otherUpdate } from '../world/whole-content.ts'
import { withAdmittedValues } from '../world/with-admitted-values.ts'
import { keysNamedBy, withKeysOfOthers } from '../world/keys-of-others.ts'
import type { Member } from '../session/member.ts'
import { ownParameters } from '../body/paths.ts'
import { placesIn, type PropertyPlace } from '../body/places-in.ts'
import { flatten } from '../body/flatten-schema.ts'
import { isImmutable } from '../body/is-immutable.ts'
import { schemaAt } from '../body/schema-at.ts'
import { type BodyContent, WAYS, makeBody } from '../body/request-body.ts'
import { secretPointers } from '../send/secrets-of.ts'
import { withMapKeys } from './with-map-keys.ts'
import { withKeysOfSiblings } from '../body/keys-of-siblings.ts'
import { without } from '../body/without.ts'
import { withoutServerValues } from '../world/without-server-values.ts'
import { withoutUnknownValues } from './without-unknown-values.ts'
import { withPlace } from '../body/with-place.ts'
import { withScopes } from '../body/scope-places.ts'
import type { World } from '../world/world.ts'
import { isWord } from '../body/words.ts'
import { takesChanges } from '../../resource/takes-changes.ts'
import { isValidBy } from '../body/validators.ts'

type Properties = Readonly<Record<string, unknown>>

/** The variant of a changed member: those of fresh members are smaller. */
export const USUAL = 3

/** The member that is changed, and the update that changes it. */
export interface Changing {
  readonly member: Member
  readonly facts: UpdateFacts
  /** Sets the values apart from those of the member. Default: `USUAL`. */
  readonly variant?: number
}

/**
 * Another member for an update: a generated body of the update's own schema, with the keys of the member. For a JSON Patch, the
 * properties that its changes set. Undefined where none can be made, or where the update takes no object.
 */
export function changedMember(
  { member, facts, variant: asked = USUAL }: Changing,
  world: World,
): Properties | undefined {
  const { resource, document, validators } = world
  const { way: taken, leftOut, likened, textsOnly } = world.making()
  const variant = textsOnly.has(facts.operation) ? 0 : asked
  const isPatch = takesChanges(facts)
  const { own } = member
  const stated = isPatch
    ? undefined
    : bodyOfKey(world.operation(facts.operation), { resource, document, own, media: facts.media })
  const isOfWhole = isPatch || isBarePatch(facts.media, stated, world)
  const content = isOfWhole ? contentOfWhole(world) : stated
  const bodies = bodiesOf(resource, isOfWhole ? otherUpdate(world) : facts)
  if (content === undefined) return undefined
  const making = {
    schemas: document.schemas,
    word: world.word,
    variant,
    validators,
    likened,
    secrets: secretPointers(resource),
    seed: world.seed + variant,
  }
  const isValid = (one: unknown): boolean =>
    isValidBy(withMember(undefined, one, bodies), content.schema ?? true, validators)
  // The target may refuse what is made of the schema. Then the body that it took before is varied.
  const varied = taken === 'plausible' ? undefined : withOtherTexts(roomIn(content, bodies, { member, world }), world)
  const body = [taken, ...WAYS].map((way) => makeBody(content, { ...making, way })).find((one) => one !== undefined)
  const whole = varied !== undefined && isValid(varied) ? varied : memberIn(body, bodies)
  if (!isObject(whole)) return undefined
  const admitted = withAdmittedValues(whole, { ...making, isValid, views: viewsOf(world) })
  const less = without(withKept(admitted, member.sent, { content, bodies, world }), leftOut)
  const made = isValid(less) ? less : whole
  const known = withoutUnknownValues(made, { ...world, isValid })
  const owned = withOwnKeys(withoutServerValues(known, resource, isValid), { member, world, isValid })
  const named = { schemas: document.schemas, holder: member.parent?.sent }
  const inner = schemaAt(content.schema ?? true, bodies.wrap?.value.request ?? '', document.schemas)
  const apart = withKeysOfSiblings(owned, inner ?? true, named)
  const changed = withMapKeys(apart, { sent: member.sent, facts, schema: inner ?? true, isValid }, world)
  return isOfWhole ? without(shownOf(changed, world), neverPatched(facts, world)) : changed
}

/** The properties of a patch that a read may show: others are those of creates alone. */
function shownOf(changed: Properties, world: World): Properties {
  const { properties, additionalProperties } = flatten(answerSchema(world) ?? true, world.document.schemas)
  const isOpen = !isObject(properties) || isObject(additionalProperties)
  return isOpen
    ? changed
    : Object.fromEntries(Object.entries(changed).filter(([name]) => Object.hasOwn(properties, name)))
}

/** Properties at the top that a list of changes leaves alone: keys and secrets, and the schemas of SCIM. */
function neverPatched({ effect }: UpdateFacts, { resource }: World): readonly string[] {
  const pointers = [...ownParameters(resource).map(({ pointer }) => pointer), ...secretPointers(resource)]
  const names = pointers.flatMap((pointer) => (pointer === undefined ? [] : parsePointer(pointer).slice(0, 1)))
  return effect?.value === 'scim-patch' ? ['schemas', 'meta', ...names] : names
}

/** The properties of the sent member that the body of an update names. */
function roomIn(
  content: BodyContent,
  bodies: Pick<Resource, 'wrap'>,
  { member: { sent }, world }: { readonly member: Member; readonly world: World },
): unknown {
  const { schemas } = world.document
  const inner = schemaAt(content.schema ?? true, bodies.wrap?.value.request ?? '', schemas)
  const { properties } = flatten(inner ?? true, schemas)
  if (!isObject(properties) || !isObject(sent)) return sent
  return Object.fromEntries(Object.entries(sent).filter(([name]) => Object.hasOwn(properties, name)))
}

/** Returns the sent member with other words in the free texts at its top. Undefined if it has none. */
function withOtherTexts(sent: unknown, { word, resource }: World): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(sent)) return undefined
  const keys = new Set(ownParameters(resource).map(({ pointer }) => pointer))
  const entries = Object.entries(sent).map(([name, value]): [string, unknown] => [
    name,
    isWord(value) && !keys.has(`/${name}`) ? word() : value,
  ])
  return entries.some(([name, value]) => value !== sent[name]) ? Object.fromEntries(entries) : undefined
}

/** The member with the values of before where the document says that an update leaves them. */
function withKept(
  whole: Readonly<Record<string, unknown>>,
  sent: unknown,
  {
    content,
    bodies,
    world,
  }: { readonly content: BodyContent; readonly bodies: Pick<Resource, 'wrap'>; readonly world: World },
): Readonly<Record<string, unknown>> {
  const { schemas } = world.document
  // The document may say it in the body of the create alone.
  const views = [schemaAt(content.schema ?? true, bodies.wrap?.value.request ?? '', schemas), createdSchemaAt(world)]
  const kept = views
    .flatMap((view) => placesIn(view ?? true, schemas, (place) => (isKept(place) ? 'alone' : 'all')))
    .flatMap((place) => (isKept(place) ? [place.at] : []))
    .filter((at) => valueAt(whole, at) !== undefined && valueAt(sent, at) !== undefined)
  return kept.reduce<unknown>((changed, at) => withValueAt(changed, at, valueAt(sent, at)), whole) as Readonly<
    Record<string, unknown>
  >
}

/** The schemas of the member in the body of a create and in an answer. */
function viewsOf(world: World): readonly (DocumentSchema | undefined)[] {
  return [createdSchemaAt(world), answerSchema(world)]
}

/** True for a property of which the document says that an update leaves its value. */
function isKept({ schema }: PropertyPlace): boolean {
  return schema['x-kept'] === true || isImmutable(schema)
}

interface Keying {
  readonly member: Member
  readonly world: World
  readonly isValid: (member: unknown) => boolean
}

/** Keys, references and secrets in the body of an update are those of the member: a change of them is another law's matter. */
function withOwnKeys(
  made: Readonly<Record<string, unknown>>,
  { member, world, isValid }: Keying,
): Readonly<Record<string, unknown>> {
  const { resource, document } = world
  let changed: unknown = withPlace(made, { resource, above: member.above, document, isValid })
  for (const [index, { pointer }] of ownParameters(world.resource).entries()) {
    const own = member.own[index]
    const place = pointer ?? placeOfKey(member.sent, own)
    if (place === undefined || valueAt(changed, place) === undefined) continue
    const kept = [valueAt(member.sent, place), own, Number(own)].filter((key) => key !== undefined)
    const next = kept.map((key) => withValueAt(changed, place, key)).find(isValid)
    changed = next ?? withValueAt(changed, place, undefined)
  }
  changed = withKeysOfOthers(changed, { keys: keysNamedBy(member.sent, resource), isValid })
  const scoping = { scopes: world.model.scopes, isValid, refers: resource.refers }
  changed = withScopes(changed, (_, pointer) => valueAt(member.sent, pointer), scoping)
  return changed as Readonly<Record<string, unknown>>
}

/** The property of a member that was sent with its key, where the contract does not say which one has the key. */
function placeOfKey(sent: unknown, own: string | undefined): string | undefined {
  const names = Object.entries(isObject(sent) ? sent : {}).flatMap(([name, value]) => (value === own ? [name] : []))
  return names.length === 1 ? formatPointer([names[0] ?? '']) : undefined
}
