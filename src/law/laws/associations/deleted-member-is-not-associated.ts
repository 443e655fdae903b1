import type { ApiDocument } from '../../../document/api-document.ts'
import { type Association, associationsOf } from '../../../resource/infer/associations-of.ts'
import type { Showing } from '../../../resource/infer/association-places.ts'
import type { Resource } from '../../../resource/model.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { operationWithId } from '../../body/paths.ts'
import { type Pair, pairOf, settledAt, whileAssociated } from '../../change/associate.ts'
import { freePair } from '../../change/free-pair.ts'
import { stillAssociated } from '../../change/still-associated.ts'
import { isAbsent, isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould } from '../../session/problem.ts'
import { all, creates, deletesAtOnce, lacking, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const outlives: Need = (resource, { resources }, document) =>
  associationsOf(resource, document, resources).some((one) => partings(one, resource).length > 0)
    ? { holds: true, certainty: 'sure' }
    : lacking('list that shows what is associated with a deleted member')

/** A deleted member is not associated any more. */
export const deletedMemberIsNotAssociated: Law = {
  id: 'deleted-member-is-not-associated',
  level: 'must',
  text: 'A deleted member is in no list of what is associated with another one, and in no number that counts it.',
  source: 'RFC 9110, section 9.3.5',
  isRare: true,
  needs: all(creates, deletesAtOnce, outlives),
  async check(world) {
    const { resource, document, model } = world
    for (const association of associationsOf(resource, document, model.resources).slice(0, MOST))
      for (const parting of partings(association, resource)) await hold(association, parting, world)
  },
}

/** The associations that are held, as a count. */
const MOST = 2

/** A delete of one of the two, and the places that outlive it. */
interface Parting {
  readonly deletes: 'holder' | 'other'
  readonly places: readonly Showing[]
}

/** A property of the holder that names other members is held by another law. */
function partings({ places, to }: Association, { refers, delete: removal }: Resource): readonly Parting[] {
  const ofHolder = places.filter(
    ({ of, at }) => of === 'holder' && (typeof at !== 'string' || refers[`${at}/*`] === undefined),
  )
  const others = places.filter(({ of }) => of !== 'holder')
  return [
    ...(to?.delete === undefined || ofHolder.length === 0 ? [] : [{ deletes: 'other' as const, places: ofHolder }]),
    ...(removal === undefined || others.length === 0 ? [] : [{ deletes: 'holder' as const, places: others }]),
  ]
}

async function hold(association: Association, { deletes, places }: Parting, world: World): Promise<void> {
  const pair = await freePair(await pairOf(association, world), world)
  const gone = pair[deletes]
  if (gone === undefined) return
  await whileAssociated(pair, world, async () => {
    const shown: Showing[] = []
    for (const place of places.filter((one) => pair.places.includes(one))) {
      const seen = await settledAt(place, { pair, count: 1 }, world)
      if (seen?.count === 1) shown.push(place)
    }
    if (shown.length === 0 || !(await isDeleted(gone, world)))
      throw new NotVerified('no list shows it before, or it is not gone')
    for (const place of shown) {
      const seen = await settledAt(place, { pair, count: 0 }, world)
      if (seen === undefined) continue
      const problems = stillAssociated(seen, pair, `after the delete of the ${gone.resource.name}`)
      world.expect(
        seen.answer,
        place.isStated || isTold(gone, pair, world.document) ? problems : problems.map(asShould),
      )
    }
  })
}

async function isDeleted(member: Member, world: World): Promise<boolean> {
  const removed = await world.remove(member)
  if (!isSuccess(removed) || isLater(removed)) return false
  const read = await world.readOf(member)
  return read !== undefined && isAbsent(read)
}

/** True for a delete of which the document says that it ends memberships, or speaks of the other resource. */
function isTold({ resource }: Member, { holder, other }: Pair, document: ApiDocument): boolean {
  const { description = '' } = operationWithId(document, resource.delete?.operation ?? '')
  const partner = resource === holder.resource ? other?.resource.name : holder.resource.name
  return (
    MEMBERSHIPS.test(description) ||
    (TAKES.test(description) && partner !== undefined && speaksOf(partner, description))
  )
}

const MEMBERSHIPS = /\b(?:memberships?|associations?|assignments?)\b/i
const TAKES = /\b(?:also|too|together with|along with|as well|from (?:all|its|their|every|each))\b/i
