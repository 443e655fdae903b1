import { discover } from '../../group/discover.ts'
import type { GroupState } from '../../group/group-state.ts'
import type { KeptMember } from '../../group/kept-member.ts'
import { sweep } from '../../group/sweep.ts'
import { withKeptMember } from '../../report/kept-finding.ts'
import { markKnown } from '../../report/mark-known.ts'
import type { Lane } from '../session/session.ts'
import { placeOf, type SupervisedRun, type Supervision } from './supervision.ts'

/** Records the members that exist before the run. Returns the reason why the run cannot start. */
export async function discoverGroups({ lanes, session }: Supervision): Promise<string | undefined> {
  if (session.signal.aborted) return undefined
  for (const { group } of lanes) {
    const reason = await discover(group, session)
    if (reason !== undefined) return reason
  }
  const other = lanes[0]?.other
  return other === undefined ? undefined : discover(other, session)
}

/** Removes leftovers after the last case, also of an interrupted run. Returns the members that remain. */
export async function sweepAll(running: SupervisedRun): Promise<readonly string[]> {
  const { lanes, session } = running
  const left: string[] = []
  for (const group of groupsOf(lanes)) {
    const { keys, kept } = await sweep(group, session)
    for (const key of keys) left.push(`${key} in ${group.id}`)
    for (const member of kept) tellKept(member, running)
  }
  return left
}

/** Adds the finding about a kept member to the last case that wrote the member. Another run may have created it anew. */
function tellKept(member: KeptMember, { plan, session, state, emit }: SupervisedRun): void {
  const result = state.results.get(state.writers.get(placeOf(member)) ?? '')
  if (result === undefined || plan.otherRun?.(member.group) !== undefined) return
  const { contract, secrets } = session
  const withMember = withKeptMember(result, member, { contract, secrets, target: plan.target.name })
  const told = markKnown(withMember, state.knownBy, plan.level)
  state.results.set(told.id, told)
  emit({ type: 'result', result: told })
}

/** The groups of all lanes, then the other group that they share. */
export function groupsOf(lanes: readonly Lane[]): readonly GroupState[] {
  const [first] = lanes
  return [...lanes.map(({ group }) => group), ...(first?.other === undefined ? [] : [first.other])]
}
