import { isAbsent, isSuccess } from '../session/exchange.ts'
import { type Asking } from './clean-up-request.ts'
import { shownMembers } from './listed-members.ts'
import { deletePath } from '../send/create-note.ts'
import { type LedgerMember, whyNotOurs } from './why-not-ours.ts'

/** Whether a member at a path is that of the run. `gone`: there is none. */
export type Ownership = 'ours' | 'gone' | { readonly reason: string }

/** Looks at the member at a path before it is deleted: with its read, else with its list. `word`: any word of the run. */
export async function lookFirst(
  known: LedgerMember & { readonly path: string },
  ask: Asking,
  word: string | undefined,
): Promise<Ownership> {
  const { note, path } = known
  const answer = note.reads === false ? undefined : await ask({ method: 'GET', path })
  if (answer !== undefined && isSuccess(answer)) return judgeOwnership(answer.json ?? answer.text, known, word)
  if (answer !== undefined && isAbsent(answer)) return 'gone'
  const { members, problem } = await shownMembers(note, ask)
  const shown = members.find((one) => one.path === path)
  if (shown !== undefined) return judgeOwnership(shown.member, known, word)
  if (problem === undefined && members.every((one) => one.path !== undefined)) return 'gone'
  const why = problem ?? 'the list shows members without their keys'
  return { reason: `${unread(note.reads, answer?.status)}, and ${why}${byHand(known)}` }
}

/** Tells whether a member that is shown is that of the run. */
export function judgeOwnership(
  shown: unknown,
  known: LedgerMember & { readonly path: string },
  word: string | undefined,
): Ownership {
  const reason = whyNotOurs(shown, known, word)
  return reason === undefined ? 'ours' : { reason: `${reason}${byHand(known)}` }
}

function unread(reads: false | undefined, status: number | undefined): string {
  if (reads === false) return 'the document has no read of it'
  return status === undefined ? 'its read was not answered' : `its read was answered ${status}`
}

function byHand({ note, path }: LedgerMember & { readonly path: string }): string {
  return `; if it is of the run, remove it with ${note.remove ?? 'DELETE'} ${deletePath(note, path)}`
}
