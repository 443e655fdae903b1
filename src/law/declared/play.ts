import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'
import type { CaseSubject } from './addressed.ts'

/** A case while it runs. */
export interface Play extends CaseSubject {
  readonly world: World
  /** Members by name. */
  readonly members: Map<string, HeldMember>
  /** Values of earlier answers, by name. */
  readonly saved: Map<string, unknown>
}

/** A member of a case. */
export interface HeldMember {
  readonly member: Member
  /** The member as the case has written it; undefined where it is unknown. */
  known: unknown
}
