import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../json/pointer.ts'
import { isSuccess } from '../session/exchange.ts'
import { hasMark } from '../send/create-note.ts'
import { hasFreshKey } from './has-fresh-key.ts'
import { type Listed, type ListedMember, shownMembers } from './listed-members.ts'
import { type Claims, dropClaim, type OpenClaim, placeClaim } from '../session/claims.ts'
import { type Asking, withRequiredParameters } from './clean-up-request.ts'

/**
 * Looks whether the target has stored members of refused creates: a claim without a member is dropped, and one with a member is a claim
 * like any other. A member counts by a fresh key, or by a word that no other create of the run has sent. Returns the claims that stay open
 * and whose members are not to be deleted, each with the reason: nothing tells whether there is a member, or whose it is.
 */
export async function settleRefused(
  refused: readonly OpenClaim[],
  claims: Claims,
  ask: Asking,
): Promise<ReadonlyMap<OpenClaim, string>> {
  const unsettled = new Map<OpenClaim, string>()
  for (const group of byList(refused.filter(isRefused))) {
    const shown = await shownOf(group, ask)
    for (const claim of group) {
      const reason = settleOne(claim, shown, claims)
      if (reason !== undefined) unsettled.set(claim, `its create was answered ${claim.refused.status}, and ${reason}`)
    }
  }
  return unsettled
}

type RefusedClaim = OpenClaim & { refused: NonNullable<OpenClaim['refused']> }

function isRefused(claim: OpenClaim): claim is RefusedClaim {
  return claim.refused !== undefined
}

function byList(claims: readonly RefusedClaim[]): readonly (readonly RefusedClaim[])[] {
  const groups = new Map<string, RefusedClaim[]>()
  for (const claim of claims) {
    const place = claim.note.list?.path ?? claim.path ?? ''
    groups.set(place, [...(groups.get(place) ?? []), claim])
  }
  return [...groups.values()]
}

/** The members that a list shows. Of one claim with a path, only its member is read. */
async function shownOf(claims: readonly OpenClaim[], ask: Asking): Promise<Listed> {
  const [first] = claims
  if (first === undefined) return { members: [] }
  const { path, note } = first
  if (claims.length > 1 || path === undefined) return shownMembers(note, ask)
  const answer = await withRequiredParameters(ask, note)({ method: 'GET', path })
  if (answer === undefined) return { members: [], problem: 'its read was not answered', isBroken: true }
  if (answer.status >= 500) return { members: [], problem: `its read was answered ${answer.status}`, isBroken: true }
  return { members: isSuccess(answer) ? [{ path, member: answer.json }] : [] }
}

/** Drops or keeps a claim. Returns the reason why nothing tells which is right; undefined where that is clear, or where its key is fresh. */
function settleOne(claim: RefusedClaim, shown: Listed, claims: Claims): string | undefined {
  const others = [...claims.open.values()].filter((one) => one !== claim)
  const sent = new Set(others.flatMap(({ note }) => note.marks ?? []))
  const marks = (claim.note.marks ?? []).filter((mark) => !sent.has(mark))
  const ofClaims = others.flatMap((one) => (one.refused === undefined ? (one.path ?? []) : []))
  const taken = new Set([...ofClaims, ...claims.others.paths])
  const own = hasFreshKey(claim) ? claim.path : undefined
  // A path may name the member of another claim in letters of another case.
  const isTwin =
    own !== undefined && [...taken].some((path) => path !== own && path.toLowerCase() === own.toLowerCase())
  const isOwn = ({ path, member }: ListedMember): boolean =>
    (path !== undefined && path === own && !isTwin) || hasMark(member, { marks })
  const found = shown.members.find((one) => one.path !== undefined && !taken.has(one.path) && isOwn(one))
  if (found?.path !== undefined) return claimFound(claim, found.path, claims)
  if (shown.isBroken === true && own !== undefined) return undefined
  const reason = doubtOf(claim, shown, { marks, taken, claims })
  if (reason !== undefined) return reason
  dropClaim(claim, claims)
  return undefined
}

/** The claim of a member that was found is one like any other. */
function claimFound(claim: OpenClaim, path: string, claims: Claims): undefined {
  if (claim.refused !== undefined) claims.stored.push({ ...claim.refused, resource: claim.resource, at: path })
  claim.refused = undefined
  placeClaim(claim, path, claims)
}

interface Doubt {
  /** The words that no other create has sent. */
  readonly marks: readonly string[]
  /** The paths of the members of other claims. */
  readonly taken: ReadonlySet<string>
  readonly claims: Claims
}

/** The reason why the target may have stored a member all the same. */
function doubtOf(claim: RefusedClaim, shown: Listed, { marks, taken, claims }: Doubt): string | undefined {
  const [mark] = claim.note.marks ?? []
  if (shown.isBroken === true) return `${shown.problem}${mark === undefined ? '' : `; it holds ${mark}`}`
  if (shown.members.some(({ path, member }) => path === undefined && hasMark(member, { marks })))
    return 'the list shows it without its key'
  const alike = mark === undefined ? newAndAlike(claim, shown.members, { taken, claims }) : undefined
  return alike === undefined ? undefined : `a member like it is new in the list, perhaps of another client: ${alike}`
}

/** The path of a member that is new in the list since the first create without a word of the run. The member shows what this one sent. */
function newAndAlike(
  { note: { list }, refused }: RefusedClaim,
  members: readonly ListedMember[],
  { taken, claims: { listed, ended } }: Omit<Doubt, 'marks'>,
): string | undefined {
  const before = listed.get(list?.path ?? '')
  if (before === undefined) return undefined
  const known = new Set([...before, ...taken, ...ended])
  return members.find(({ path, member }) => path !== undefined && !known.has(path) && shows(member, refused.sent))?.path
}

/** True for a member that has properties of those that were sent, each with the value that was sent. */
function shows(member: unknown, sent: unknown): boolean {
  if (!isObject(member) || !isObject(sent)) return false
  const names = Object.keys(sent).filter((name) => member[name] !== undefined)
  return names.length > 0 && names.every((name) => isDeepStrictEqual(member[name], sent[name]))
}
