import type { NextPage } from '../../resource/model.ts'
import { createLines, type LedgerLines, type LineOptions } from '../../group/ledger-lines.ts'
import { TOOL } from '../../source/tool.ts'
import type { Digests } from './traces.ts'

/** The facts about a create before it is sent: enough to find and to remove the member without the document. */
export interface CreateNote {
  readonly resource: string
  /** The path of the member with `{name}` for each parameter that the answer will tell. */
  readonly item: string
  /** The method that removes a member at `item`; undefined where the document has none, so that the parent's removal removes it. */
  readonly remove: string | undefined
  /** The path of the delete, where it is another than `item`. Its last parameters are those of `item`. */
  readonly removeAt?: string
  /** The pointer of each parameter of `item` in a member. */
  readonly keys: Readonly<Record<string, string>>
  /** The pointer of a path or URL by which a member names itself, and the end of it, where `keys` has none. */
  readonly link?: { readonly at: string; readonly path: string }
  /** The parameters that the document requires of its list, its read and its delete, where there are any. */
  readonly required?: Readonly<Record<'list' | 'read' | 'remove', RequiredParts>>
  /** The place of the version in the answer to a read, and the parameter of writes that has it. */
  readonly version?: { readonly at: string; readonly in: string; readonly name: string }
  /** The actions after which a delete that was refused is sent again: the method, and the end of the path behind that of the member. */
  readonly endings?: readonly { readonly method: string; readonly suffix: string }[]
  /** Words of the member that nothing else on the target has. */
  readonly marks?: readonly string[]
  /** The digests of the values that the create sends, but those of secrets. */
  readonly wrote?: Digests
  /** False where the document has no read of the member. */
  readonly reads?: false
  /** The place of the member in the answer to a read, where it is no whole answer. */
  readonly wrap?: string
  /** For a singleton that the run changes: its first state, and how it is put back. */
  readonly restore?: RestoreNote
  /**
   * Set for a member that was still there after a delete that succeeded. A member that another client may have created is `doubtful`:
   * nothing deletes it.
   */
  readonly kept?: 'own' | 'doubtful'
  /** Set for a member that the stranger has created, and removes. */
  readonly as?: 'stranger'
  /** The list that shows the member: its path, the pointer of the members, and the page parameters by style. */
  readonly list?: ListNote
}

/** The first state of a singleton. */
export interface RestoreNote {
  readonly method: string
  readonly media: string
  /** The body with the first state. */
  readonly value: unknown
  /** The pointer of the state in the body, where it is no whole body. */
  readonly at?: string
  /** The properties that the body may have, each with its default, or with null. */
  readonly takes?: Readonly<Record<string, unknown>>
  /** The path of the read, where it is another than that of the update. */
  readonly readAt?: string
}

/** Query parameters and headers that requests must have. */
export interface RequiredParts {
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}

/** The request that lists the members of a collection. */
export interface ListNote {
  readonly path: string
  readonly items: string
  readonly number?: { readonly name: string; readonly first: number }
  readonly offset?: string
  /** The offset of the first member, where it is no 0. */
  readonly first?: 1
  /** The parameter of a cursor, and its next value: a pointer into the page, or another place. */
  readonly cursor?: { readonly name: string; readonly next: string | NextPage }
  /** The place of the link to the next page. */
  readonly link?: NextPage
}

/** The first line of a ledger of members. */
export interface MemberLedgerHead {
  readonly ledger: 2
  readonly tool: string
  readonly api: string
  readonly target: string
  readonly startedAt: string
  readonly pid: number
  /** Headers that each request has. */
  readonly headers: Readonly<Record<string, string>>
  /** The path of the token endpoint, where the API has one. */
  readonly tokenPath?: string
}

/**
 * Any later line. `creating` is a create that is about to be sent, `at` the path of its member, and `gone` its end. `wrote` has values that a
 * later write sends, and `showed` those that the answer to a write shows. `listed` names the members that a list showed before, and `before`
 * paths of members from before the first create of their resource. `like` is the number of an earlier entry about the same member.
 */
export type MemberEntry =
  | { readonly n: number; readonly creating: CreateNote; readonly like?: number }
  | { readonly n: number; readonly at: string }
  | { readonly n: number; readonly wrote: Digests }
  | { readonly n: number; readonly showed: Digests }
  | { readonly n: number; readonly gone: true }
  | { readonly listed: string; readonly members: readonly string[] }
  | { readonly before: readonly string[] }

/** The record of members that a run may have created. Each entry is in the file before the function returns. */
export interface MemberLedger {
  /** Records a create before it is sent. Returns the number of the entry. */
  readonly creating: (note: CreateNote, like?: number) => number
  /** Records the path of the member, from the answer. */
  readonly createdAt: (n: number, path: string) => void
  /** Records values that a write is about to send to the member. */
  readonly wrote: (n: number, values: Digests) => void
  /** Records values that the answer to a write of the run shows. */
  readonly showed: (n: number, values: Digests) => void
  /** Records the paths of the members that a list shows before a create whose member has no mark. */
  readonly listed: (list: string, members: readonly string[]) => void
  /** Records the paths of members that are there before the first create of their resource. */
  readonly before: (paths: readonly string[]) => void
  /** Records that there is no such member any more. */
  readonly gone: (n: number) => void
}

/** An open ledger of members. */
export interface MemberLedgerFile extends Pick<LedgerLines<MemberEntry>, 'discard' | 'files' | 'keep'> {
  readonly ledger: MemberLedger
}

/** The content of the head of a new ledger, and the way the file is written. */
export interface MemberLedgerOptions
  extends LineOptions, Pick<MemberLedgerHead, 'api' | 'target' | 'headers' | 'tokenPath'> {}

/**
 * Creates a ledger of members in a new file.
 * @throws UserError where the file exists already or cannot be written.
 */
export function openMemberLedger(file: string, options: MemberLedgerOptions): MemberLedgerFile {
  const { durable, cleanup, ...told } = options
  const head = {
    ledger: 2,
    tool: TOOL.version,
    ...told,
    startedAt: new Date().toISOString(),
    pid: process.pid,
  } as const
  const { write, ...lines } = createLines<MemberLedgerHead | MemberEntry>(file, head, { durable, cleanup })
  return { ledger: noteIn(write), ...lines }
}

/** A ledger that passes each entry to a function. */
export function noteIn(write: (entry: MemberEntry) => void): MemberLedger {
  let last = 0
  return {
    creating: (creating, like) => {
      last += 1
      write({ n: last, creating, ...(like === undefined ? {} : { like }) })
      return last
    },
    createdAt: (n, at) => write({ n, at }),
    wrote: (n, wrote) => write({ n, wrote }),
    showed: (n, showed) => write({ n, showed }),
    listed: (listed, members) => write({ listed, members }),
    before: (before) => write({ before }),
    gone: (n) => write({ n, gone: true }),
  }
}
