import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'
import type { Subject } from './addressed.ts'

/** A case while it runs. */
export interface Play extends Subject {
  readonly world: World
  /** Members by name. */
  readonly members: Map<string, Held>
  /** Values of earlier answers, by name. */
  readonly saved: Map<string, unknown>
}

/** A member of a case. */
export interface Held {
  readonly member: Member
  /** The member as the case has written it; undefined where it is unknown. */
  known: unknown
}
