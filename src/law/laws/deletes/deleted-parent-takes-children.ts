import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../../json/pointer.ts'
import { standsBelow } from '../../body/above.ts'
import { parentsBeside } from '../../body/paths.ts'
import type { Resource } from '../../../resource/model.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { standsOnce } from '../../../resource/stands-with-parent.ts'
import { deletesWith } from '../../change/deletes-with.ts'
import { short } from '../../compare/compare-member.ts'
import { all, hasParent, makes, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import { withMember } from '../../body/wrapped-member.ts'
import { LATER } from '../../session/later.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { asShould, type Problem } from '../../session/problem.ts'
import { listedElsewhere } from '../../list/list-membership.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'
import { withArticle } from '../../session/noun.ts'

/** The members of a deleted parent are gone. */
export const deletedParentTakesChildren: Law = {
  id: 'deleted-parent-takes-children',
  level: 'must',
  text: 'The members of a deleted parent are neither found nor listed any more, and not below a later parent under its key either.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(makes, reads, hasParent),
  async check(world) {
    const parent = await world.otherParent()
    const beside = parentsBeside(world.resource, world.model)
    if (beside === undefined) return hold({ parent, deleted: parent }, world)
    // The second of two parents beside each other may be gone while what is stored with the first stays.
    const isTold = speaksOf(world.resource.name, descriptionOf(beside.second, world))
    const held = await unlessNotVerified(async () => {
      await hold({ parent, deleted: parent, ...(isTold ? {} : { isGuess: true }) }, world)
      return true
    })
    const first = parent.parent === undefined ? undefined : await world.otherParent(parent)
    if (first !== undefined)
      await hold({ parent: { ...(await secondOf(world)), parent: first }, deleted: first }, world)
    else if (held !== true) throw new NotVerified('neither of the two parents could be deleted')
  },
}

/** The second one of two shared parents. */
async function secondOf(world: World): Promise<Member> {
  const { parent } = await world.above()
  if (parent === undefined) throw new NotVerified('no parent could be made')
  return parent
}

function descriptionOf({ delete: removal }: Resource, world: World): string {
  return removal === undefined ? '' : (world.operation(removal.operation).description ?? '')
}

/** The parent of a member, and the one that is deleted: the same, or the one to which it leads. */
interface Deleted {
  readonly parent: Member
  readonly deleted: Member
  /** True where nothing says that the delete takes what stands below. */
  readonly isGuess?: boolean
}

async function hold({ parent, deleted, isGuess = false }: Deleted, world: World): Promise<void> {
  if (deleted.resource.delete === undefined)
    throw new NotVerified('the contract does not say how the parent is deleted')
  const leaves = deleted.resource.delete.leaves?.value ?? 'nothing'
  if (leaves === 'tombstone') throw new NotVerified('a deleted parent leaves something')
  const first = await firstOf(parent, world)
  const child = await world.fresh({ parent })
  const before = await world.readOf(deleted)
  const removed = await world.remove(deleted)
  // A server may refuse to delete a parent that still holds members.
  if (!isSuccess(removed) || isLater(removed))
    throw new NotVerified(`the delete of the parent was answered ${removed.status}`)
  if (leaves === 'later' && removed.isDone !== true) throw new NotVerified('a deleted parent leaves something')
  const gone = await world.readOf(deleted)
  if (gone !== undefined && isSuccess(gone)) return holdKept(deleted, { before, gone }, world)
  const answer = await world.read(child)
  // A member with a path of its own may outlive its parent.
  const isBelow = standsBelow(world.resource.read?.operation, child, world)
  const isTold = deletesWith(world.resource, descriptionOf(deleted.resource, world))
  const toLevel = isTold || (isBelow && !isGuess) ? (problem: Problem) => problem : asShould
  const what = 'a read of a member whose parent is deleted'
  world.expect(answer, statusProblems(answer, ['4xx'], { what }).map(toLevel))
  if (!isBelow) return
  await holdList(child, world)
  const later = await sameParentAgain(deleted, world)
  if (later === undefined) return
  const again = await world.read(child)
  const ofEarlier = { what: 'a read of a member of an earlier parent' }
  const problems =
    first === undefined ? statusProblems(again, ['4xx'], ofEarlier) : stayed(child, { first, again }, world)
  // What is associated again may have what it had, unless the document says otherwise.
  const isAssociation = deleted.sent === undefined && !isTold
  world.expect(again, problems.map(isAssociation ? asShould : toLevel))
}

/** A delete that succeeds and changes nothing of a parent with members has no effect. A parent that is marked may be deleted later. */
async function holdKept(
  parent: Member,
  { before, gone }: { readonly before: Answer | undefined; readonly gone: Answer },
  world: World,
): Promise<void> {
  if (!isDeepStrictEqual(before?.json, gone.json)) throw new NotVerified('the deleted parent is still read')
  await world.wait(LATER)
  const after = await world.readOf(parent)
  if (after === undefined || !isDeepStrictEqual(before?.json, after.json))
    throw new NotVerified('a parent is deleted later')
  const name = `${parent.resource.name} ${parent.own.join('/')}`
  world.expect(after, [
    {
      signature: 'parent-unchanged',
      message: `expected the deleted ${name}, which has members, to be gone or changed, got it as before`,
      at: 'status',
      expected: [404, 410],
      actual: after.status,
    },
  ])
}

/** A list below a deleted parent is refused, or shows none of its members. */
async function holdList(child: Member, world: World): Promise<void> {
  const { list } = world.resource
  if (list?.items === undefined || !standsBelow(list.operation, child, world)) return
  const { last, members } = await world.walk(child.above)
  if (!isSuccess(last)) return
  world.expect(last, listedElsewhere(members, child, { where: 'below a deleted parent', world }))
}

/** The state of what stands once below each parent, before it is written. Undefined for members with a key. */
async function firstOf(parent: Member, world: World): Promise<Answer | undefined> {
  if (!standsOnce(world.resource, world.model)) return undefined
  const { above } = await world.above(parent)
  return world.read({ above, own: [] })
}

/** A singleton below a new parent has its first state. A value that an earlier parent had has stayed. */
function stayed(
  { sent, resource }: Member,
  { first, again }: { readonly first: Answer; readonly again: Answer },
  world: World,
): readonly Problem[] {
  const [shown, initial] = [world.shown(again), world.shown(first)]
  if (!isSuccess(again) || !isObject(shown) || !isObject(initial) || !isObject(sent)) return []
  const kept = Object.keys(sent).filter(
    (name) => isDeepStrictEqual(shown[name], sent[name]) && !isDeepStrictEqual(initial[name], sent[name]),
  )
  return kept.slice(0, 1).map((name) => ({
    signature: 'kept-by-parent',
    message: `expected ${withArticle(resource.name)} below a new parent without the values of the earlier one, got ${short(sent[name])} at /${name}`,
    at: `body#/${name}`,
    expected: initial[name],
    actual: sent[name],
  }))
}

/** Another parent under the key of one that is gone, where a client names it. */
async function sameParentAgain(parent: Member, world: World): Promise<Member | undefined> {
  const { resource, above, sent, own } = parent
  if (resource.key.chosen?.value !== 'client' || resource.create === undefined) return undefined
  const hasBody = world.operation(resource.create.operation).body !== undefined
  if (hasBody && sent === undefined) return undefined
  const isInPath = resource.key.in?.value === 'path'
  const body = hasBody ? withMember(undefined, sent, resource) : undefined
  const asked = { resource, parent: parent.parent, above, body }
  const { member } = await world.create({ ...asked, ...(isInPath ? { own } : {}) })
  return member?.own.join('/') === own.join('/') ? member : undefined
}
