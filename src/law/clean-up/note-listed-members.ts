import type { CreateNote } from '../session/member-ledger.ts'
import type { LawSession } from '../session/session.ts'
import { asking } from './asking.ts'
import { listedMembers } from './listed-members.ts'

/**
 * Before the first create in a list whose member has no mark, the ledger records what the list shows: a member that is new there afterwards
 * may be the run's.
 */
export async function noteListedMembers(note: CreateNote, session: LawSession): Promise<void> {
  const { list, marks } = note
  const { listed, ledger } = session.claims
  if (marks !== undefined || list === undefined || listed.has(list.path)) return
  const { members, problem } = await listedMembers(note, asking(session))
  listed.set(list.path, problem === undefined ? members : undefined)
  if (problem === undefined) ledger.listed(list.path, members)
}
