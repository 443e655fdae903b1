import { isObject } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { ownParameters } from '../body/paths.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { isWord } from '../body/words.ts'
import { bodiesOf, memberIn, withMember } from '../body/wrapped-member.ts'
import type { CreateRequest } from '../world/create-request.ts'
import { keysNamedBy, withKeysOfOthers } from '../world/keys-of-others.ts'
import { memberSchema } from '../world/optional-properties.ts'
import type { World } from '../world/world.ts'
import type { Member } from '../session/member.ts'

type Values = Readonly<Record<string, unknown>>

/** The values of a member after an update, which a create takes too. */
export interface WholeValues {
  /** The member as a create sends it. */
  readonly created: Values
  /** The member as the update sends it. */
  readonly updated: Values
  /** The texts of a create that an update leaves: each create has its own, as a number or a code that no two members share. */
  readonly own: readonly string[]
}

interface Turning {
  /** The member that is updated. */
  readonly member: Member
  /** The member as it is shown before the update. */
  readonly shown: unknown
  readonly facts: UpdateFacts
  /** A create with other values, whose values the member gets. */
  readonly other: CreateRequest
}

/**
 * Other values for each property of a member that an update takes: an update with them leaves the same values as a create with them. The texts are
 * longer at first, then those of the create, then the member names the members of others that it named. What the document does not allow is left out.
 */
export function wholeValues({ member, shown, facts, other }: Turning, world: World): readonly WholeValues[] {
  const [sent, made] = [member.sent, memberIn(other.body, world.resource)]
  if (!isObject(sent) || !isObject(made)) return []
  const takes = takenBy(facts, world)
  const names = [...new Set([...Object.keys(sent), ...Object.keys(made)])]
  const whole = Object.fromEntries(
    names.map((name) => [name, takes.anew(name) ? (made[name] ?? sent[name]) : sent[name]]),
  )
  const keys = keysNamedBy(sent, world.resource)
  const own = names.filter((name) => !takes.anew(name) && isOwnText(name, sent[name], world))
  const candidates = [
    withLongerTexts(whole, takes.anew, world),
    whole,
    withKeysOfOthers(whole, { keys, isValid: () => true }),
  ]
  const isValid = validityOf(facts, other, world)
  const { required } = memberSchema(facts, world)
  const more = (Array.isArray(required) ? required : []).map(String).filter((name) => whole[name] === undefined)
  // A property that an update requires and a create lacks, such as a version, stays as it is.
  const extra = Object.fromEntries(more.map((name) => [name, isObject(shown) ? shown[name] : undefined]))
  const found = candidates.filter(isObject).map((created) => ({
    created,
    updated: { ...Object.fromEntries(Object.entries(created).filter(([name]) => takes.any(name))), ...extra },
    own,
  }))
  const texts = found.map((one) => JSON.stringify(one))
  return found.filter((one, index) => isValid(one) && texts.indexOf(texts[index] ?? '') === index)
}

interface Taken {
  /** True for a property that the body of the update has. */
  readonly any: (name: string) => boolean
  /** True for one of them that an update may change: no key, and nothing of which the document says that it stays. */
  readonly anew: (name: string) => boolean
}

function takenBy(facts: UpdateFacts, world: World): Taken {
  const { resource, document } = world
  const { properties } = memberSchema(facts, world)
  const keys = new Set(ownParameters(resource).map(({ pointer }) => pointer))
  const any = (name: string): boolean => !isObject(properties) || Object.hasOwn(properties, name)
  const created = memberSchema({ operation: resource.create?.operation ?? '' }, world)
  const stays = (name: string): boolean =>
    [properties, created['properties']].some((one) => {
      const own = isObject(one)
        ? flatten(schemaAt({ properties: one }, `/${name}`, document.schemas) ?? true, document.schemas)
        : {}
      return own['x-kept'] === true || own['x-immutable'] === true
    })
  return { any, anew: (name) => any(name) && !keys.has(`/${name}`) && !stays(name) }
}

/** True for a free text, which is no listed value and names no other member. */
function isOwnText(name: string, value: unknown, world: World): boolean {
  const created = memberSchema({ operation: world.resource.create?.operation ?? '' }, world)
  const schema = schemaAt(created, `/${name}`, world.document.schemas)
  const own = flatten(schema ?? true, world.document.schemas)
  return typeof value === 'string' && !('enum' in own) && !('const' in own) && !(`/${name}` in world.resource.refers)
}

/** Texts of two words: what counts words or signs differs then. */
function withLongerTexts(whole: Values, isChanged: (name: string) => boolean, { word, resource }: World): Values {
  const unique = new Set(resource.unique.map(({ value }) => value))
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]) => [
      name,
      isWord(value) && isChanged(name) && !unique.has(`/${name}`) ? `${value} ${word()}` : value,
    ]),
  )
}

function validityOf(facts: UpdateFacts, { body }: CreateRequest, world: World): (values: WholeValues) => boolean {
  const { resource, validators } = world
  const [create, update] = [
    contentOf(world.operation(resource.create?.operation ?? '')),
    contentOf(world.operation(facts.operation), facts.media),
  ].map((content) => validators(content?.schema ?? true))
  return ({ created, updated }) =>
    (create?.(withMember(body, created, resource)).length ?? 0) === 0 &&
    (update?.(withMember(undefined, updated, bodiesOf(resource, facts))).length ?? 0) === 0
}
