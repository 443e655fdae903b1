import { shouldUnless } from '../../session/problem.ts'
import { isLater } from '../../session/exchange.ts'
import type { ApiDocument, ApiOperation, ApiParameter } from '../../../document/api-document.ts'
import { saysStaleRefused } from '../../../document/says/says-stale-refused.ts'
import { parsePointer, valueAt } from '../../../json/pointer.ts'
import type { Pointer, Resource } from '../../../resource/model.ts'
import { wordsOf } from '../../../words/words.ts'
import { operationWithId } from '../../body/paths.ts'
import { changedMember } from '../../change/changed-member.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { versionsIn } from '../../compare/version-name.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, lacking, makes, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const takesVersion: Need = (resource, _, document) =>
  versionOfDelete(resource, document) === undefined
    ? lacking('parameter of a delete that has the version of the member')
    : { holds: true, certainty: 'sure' }

/** A delete with an old version of the member is refused. */
export const staleDeleteIsRefused: Law = {
  id: 'stale-delete-is-refused',
  level: 'must',
  text: 'A delete with another version than the member has is refused with a 4xx status, and the member stays.',
  source: 'the document: a parameter of the delete such as etag or version, which answers have too; AIP-154',
  needs: all(makes, reads, takesVersion),
  isRare: true,
  async check(world) {
    const version = versionOfDelete(world.resource, world.document)
    if (version === undefined) return
    const member = await world.fresh()
    const before = valueAt(world.shown(await world.read(member)), version.at)
    if (before === undefined) throw new NotVerified(`the member shows no ${version.at.slice(1)}`)
    await changeOf(member, { version, known: before, world })
    const now = valueAt(world.shown(await world.read(member)), version.at)
    const other = now === before ? await otherThan(now, version, world) : before
    if (other === undefined) throw new NotVerified('no other version is known')
    const removed = await world.remove(member, partOf(version, other))
    if (isLater(removed)) throw new NotVerified('a delete is carried out later')
    const what = `a delete with another ${version.name} than that of the member`
    const level = shouldUnless(version.isSaid)
    if (!world.expect(removed, statusProblems(removed, ['4xx'], { what, ...level }))) return
    const after = await world.read(member)
    world.expect(after, statusProblems(after, ['2xx'], { what: `a read after ${what} was refused`, ...level }))
  },
}

/** The parameter of a delete that has the version of the member. */
interface VersionOfDelete {
  readonly name: string
  readonly in: 'query' | 'header'
  /** The place of the version in a member. */
  readonly at: Pointer
  /** True where the document says that another version is refused. */
  readonly isSaid: boolean
}

/** Words of a version that a request is held to. That of an API or of a format has none of them. */
const CONDITION =
  /\b(?:current|latest|last|match(?:es)?|stale|up[- ]to[- ]date|concurren\w+|optimistic|precondition)\b/i

function versionOfDelete(resource: Resource, document: ApiDocument): VersionOfDelete | undefined {
  const { delete: removal } = resource
  if (removal === undefined) return undefined
  const operation = operationWithId(document, removal.operation)
  const places = versionsIn(answerSchema({ resource, document }) ?? true, document.schemas)
  for (const { name, in: place, description = '' } of operation.parameters) {
    if ((place !== 'query' && place !== 'header') || isOfProtocol(name) || !CONDITION.test(description)) continue
    const word = wordsOf(name).at(-1)
    const shown = places.find(({ at }) => wordsOf(parsePointer(at).at(-1) ?? '').at(-1) === word)
    if (shown === undefined) continue
    return { name, in: place, at: shown.at, isSaid: isSaid({ description }, operation) }
  }
  return undefined
}

function isOfProtocol(name: string): boolean {
  return /^if-|api/i.test(name)
}

function isSaid(
  { description }: Pick<ApiParameter, 'description'>,
  { responses, ...operation }: ApiOperation,
): boolean {
  const refusals = ['409', '412'].map((status) => `${status}: ${responses[status]?.description ?? ''}`)
  return [description, operation.description, ...refusals].some(saysStaleRefused)
}

function partOf({ name, in: place }: VersionOfDelete, value: unknown) {
  const part = { [name]: String(value) }
  // Headers of the law's own: a delete is else sent again with the version of now.
  return place === 'query' ? { query: part, headers: {} } : { headers: part }
}

interface Changing {
  readonly version: VersionOfDelete
  /** The version that was read. */
  readonly known: unknown
  readonly world: World
}

/** Updates a member, so that the version of before is old. The update has the version too, where it takes it under the same name. */
async function changeOf(member: Member, { version, known, world }: Changing): Promise<void> {
  const [facts] = world.resource.updates
  const sent = facts === undefined ? undefined : changedMember({ member, facts }, world)
  if (facts === undefined || sent === undefined) return
  const takes = world.operation(facts.operation).parameters.some(({ name }) => name === version.name)
  await world.update(member, sent, { facts, ...(takes ? partOf(version, known) : {}) })
}

/** Another version than that of the member: of another member, or a number that it does not have. */
async function otherThan(now: unknown, { at }: VersionOfDelete, world: World): Promise<unknown> {
  if (typeof now === 'number') return now + 7
  const other = valueAt(world.shown(await world.read(await world.fresh())), at)
  return other === now ? undefined : other
}
