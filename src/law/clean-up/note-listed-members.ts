import { claimedPaths, noteOthers } from '../session/claims.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import type { LawSession } from '../session/session.ts'
import { asking } from './asking.ts'
import { withRequiredParameters } from './clean-up-request.ts'
import { listedMembers, pathIn, readAllPages } from './listed-members.ts'

/**
 * Before the first create in a list whose member has no mark, the ledger records what the list shows. A member that is new there afterwards
 * may be the run's. Before the first create of a resource, the run looks at the first page of its list. It does so once.
 */
export async function noteListedMembers(note: CreateNote, session: LawSession): Promise<void> {
  const { list, marks } = note
  const { listed, ledger, others } = session.claims
  const isFirst = !others.begun.has(note.resource)
  if (list === undefined) return
  if (marks !== undefined) {
    if (isFirst && !others.looked.has(list.path) && !isBelowOwn(list.path, session)) await lookAtPage(note, session)
    return
  }
  if (listed.has(list.path)) return
  const { members, problem } = await listedMembers(note, asking(session))
  if (isFirst) noteOthers(members, session.claims)
  listed.set(list.path, problem === undefined ? members : undefined)
  if (problem === undefined) ledger.listed(list.path, members)
}

/** True for a list below a member of the run: nothing was there before the run. */
function isBelowOwn(path: string, { claims }: LawSession): boolean {
  return [...claimedPaths(claims)].some((own) => path.startsWith(`${own}/`))
}

async function lookAtPage(note: CreateNote, session: LawSession): Promise<void> {
  const { list } = note
  if (list === undefined) return
  session.claims.others.looked.add(list.path)
  const { members } = await readAllPages(list, withRequiredParameters(asking(session), note), () => true)
  const paths = members.flatMap((member) => {
    const found = pathIn(member, note)
    return 'path' in found ? (found.path ?? []) : []
  })
  noteOthers(paths, session.claims)
}
