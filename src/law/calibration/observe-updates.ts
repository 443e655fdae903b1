import { isDeepStrictEqual } from 'node:util'
import type { DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { updateName } from '../../resource/file/model-file.ts'
import { changedMember } from '../change/changed-member.ts'
import { bodiesOf, withMember } from '../body/wrapped-member.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { Noting } from './noting.ts'
import { memberSchema } from '../world/optional-properties.ts'
import { isEmptyValue } from '../compare/is-empty-value.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import type { World } from '../world/world.ts'
import { isValidBy } from '../body/validators.ts'

/** Sends each update without a property that a member has, and looks for the property. */
export async function observeUpdates(world: World, member: Member, noting: Noting): Promise<void> {
  const { updates, read } = world.resource
  if (read === undefined) return
  for (const [index, facts] of updates.entries())
    await observeUpdate(world, { member, facts, name: updateName(updates, index) }, noting)
}

interface Updated {
  readonly member: Member
  readonly facts: UpdateFacts
  readonly name: string
}

async function observeUpdate(
  world: World,
  { member, facts, name }: Updated,
  { note, remark, known, line }: Noting,
): Promise<void> {
  const changed = changedMember({ member, facts }, world)
  const before = world.shown(await world.read(member))
  const left = changed === undefined ? undefined : partOf(world, { changed, facts, before, own: member.own })
  if (left === undefined || !isObject(before)) return
  const answer = known(await world.update(member, left.part, { facts }), facts.operation)
  if (!isSuccess(answer)) return
  const after = world.shown(await world.read(member))
  if (!isObject(after)) return
  // A time that the server sets within an object changes all the same.
  const sent = isObject(before[left.without]) ? valueAt(member.sent, formatPointer([left.without])) : undefined
  const isKept =
    sent === undefined
      ? isDeepStrictEqual(after[left.without], before[left.without])
      : world.compare({ [left.without]: sent }, after).length === 0
  const text = `${line(facts.operation)} without "${left.without}" ${isKept ? 'keeps it' : 'resets it'}`
  // A patch that resets what it does not name is a fault, and no fact.
  if (!isKept && facts.effect?.value === 'merge') remark(`${text}, although it merges: ${facts.effect.because}`)
  else note(`updates.${name}.effect`, isKept ? 'merge' : 'replace', text)
}

interface Change {
  readonly changed: Readonly<Record<string, unknown>>
  readonly facts: UpdateFacts
  readonly before: unknown
  readonly own: readonly string[]
}

/** The update without a property that it may leave out, that the member has, and whose value is no default. */
function partOf(
  world: World,
  { changed, facts, before, own }: Change,
): { readonly part: Readonly<Record<string, unknown>>; readonly without: string } | undefined {
  const { resource, validators, document } = world
  const content = contentOf(world.operation(facts.operation), facts.media)
  const { properties } = memberSchema({ ...facts, own }, world)
  const isDefault = (name: string, value: unknown): boolean => {
    const schema = isObject(properties) ? flatten((properties[name] ?? true) as DocumentSchema, document.schemas) : {}
    return isDeepStrictEqual(schema['default'], value)
  }
  const isValid = (one: unknown): boolean =>
    isValidBy(withMember(undefined, one, bodiesOf(resource, facts)), content?.schema ?? true, validators)
  const keys = new Set(Object.values(resource.key.address?.value ?? {}))
  const secret = new Set([...resource.hidden, ...resource.masked, ...resource.once].map(({ value }) => value))
  return Object.keys(changed)
    .filter((name) => isObject(before) && isTelling(before[name]) && !isDefault(name, before[name]))
    .filter((name) => !keys.has(`/${name}`) && !secret.has(`/${name}`))
    .map((without) => ({
      without,
      part: Object.fromEntries(Object.entries(changed).filter(([name]) => name !== without)),
    }))
    .find(({ part }) => Object.keys(part).length > 0 && isValid(part))
}

/** A value that a reset would not give. */
function isTelling(value: unknown): boolean {
  return value !== undefined && !isEmptyValue(value)
}
