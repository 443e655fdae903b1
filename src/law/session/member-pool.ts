import type { Member } from './member.ts'

/** Members of the run that several laws of a resource use, by resource. */
export interface MemberPool {
  /** Members that laws share: parents above all. */
  readonly shared: Map<string, Member>
  /** Members that bodies name, by their resource and place. */
  readonly named: Map<string, Member>
  /** Members that laws of lists share. */
  readonly several: Map<string, readonly Member[]>
  /** Members that a law has made and left as they are: later laws take them in place of creates. */
  readonly unused: Map<string, readonly Member[]>
  /** The resources for whose bodies members of others are being made. */
  readonly naming: Set<string>
}

/** A pool without members. */
export function createMemberPool(): MemberPool {
  return { shared: new Map(), named: new Map(), several: new Map(), unused: new Map(), naming: new Set() }
}

/** Empties the pool, once its members are removed. */
export function emptyPool({ shared, named, several, unused }: MemberPool): void {
  for (const members of [shared, named, several, unused]) members.clear()
}
