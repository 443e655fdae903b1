import { isObject } from '../../json/pointer.ts'
import { changedMember } from './changed-member.ts'
import { bodiesOf, memberIn, withMember } from '../body/wrapped-member.ts'
import { type Answer, isLater, isSuccess } from '../session/exchange.ts'
import { isPartial } from '../world/facts.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { type BodyContent, contentOf } from '../body/request-body.ts'
import { bodyOfKey } from '../body/body-of-key.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { standsOnce } from '../../resource/stands-with-parent.ts'
import type { World } from '../world/world.ts'
import { isValidBy } from '../body/validators.ts'

type Properties = Readonly<Record<string, unknown>>

/** A member that is not written yet. */
export interface MemberDraft {
  readonly member: Properties
  /** True where the member with other values of some properties keeps to the document. */
  readonly keepsWith: (part: Properties) => boolean
  /** Writes such a member: by a create, or what stands once by an update. Returns the read after it; undefined where there is none. */
  readonly writeWith: (part: Properties) => Promise<WrittenMember | undefined>
}

/** A member that was written, and the read after it. */
export interface WrittenMember {
  readonly member: Member
  readonly shown: Answer
}

/**
 * A member of a variant; of what stands once below each parent, the one that an update changes.
 * @throws NotVerified where no member can be made.
 */
export function draftMember(world: World, variant = 0): Promise<MemberDraft> {
  return standsOnce(world.resource, world.model) ? draftStanding(world, variant) : draftCreate(world, variant)
}

async function draftCreate(world: World, variant: number): Promise<MemberDraft> {
  const { resource } = world
  const base = await world.body({ variant })
  const member = objectOf(memberIn(base.body, resource))
  const content = contentOf(world.operation(resource.create?.operation ?? ''))
  const bodyWith = (part: Properties): unknown => withMember(base.body, { ...member, ...part }, resource)
  return {
    member,
    keepsWith: (part) => isValid(bodyWith(part), content, world),
    async writeWith(part) {
      const created = await world.arrived(await world.create({ ...base, body: bodyWith(part) }))
      return created === undefined ? undefined : successOf(created, await world.read(created))
    },
  }
}

async function draftStanding(world: World, variant: number): Promise<MemberDraft> {
  const draft = draftUpdate(await world.fresh({ variant }), world)
  if (draft === undefined) throw new NotVerified('no update can be made')
  return draft
}

/** The member as an update changes it, which is the first one unless another is given; undefined where no update can be made. */
export function draftUpdate(
  before: Member,
  world: World,
  facts: UpdateFacts | undefined = world.resource.updates[0],
): MemberDraft | undefined {
  const member = facts === undefined ? undefined : changedMember({ member: before, facts }, world)
  if (facts === undefined || member === undefined) return undefined
  const { resource, document } = world
  const { own } = before
  const content = bodyOfKey(world.operation(facts.operation), { resource, document, own, media: facts.media })
  const sentWith = (part: Properties): Properties => (isPartial(facts) ? part : { ...member, ...part })
  const bodies = bodiesOf(world.resource, facts)
  return {
    member,
    keepsWith: (part) => isValid(withMember(undefined, sentWith(part), bodies), content, world),
    async writeWith(part) {
      const updated = await world.update(before, sentWith(part), { facts })
      return isSuccess(updated) && !isLater(updated) ? successOf(before, await world.read(before)) : undefined
    },
  }
}

function objectOf(member: unknown): Properties {
  if (!isObject(member)) throw new NotVerified('the member is no object')
  return member
}

function isValid(body: unknown, content: BodyContent | undefined, { validators }: World): boolean {
  return isValidBy(body, content?.schema ?? true, validators)
}

function successOf(member: Member, shown: Answer): WrittenMember | undefined {
  return isSuccess(shown) ? { member, shown } : undefined
}
