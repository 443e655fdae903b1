import { parsePointer } from '../../../json/pointer.ts'
import { isVersionName } from '../../compare/version-name.ts'
import { changedPart } from '../../change/changed-part.ts'
import { maskedUpdates, type MaskedUpdate } from '../../change/masked-updates.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, lacking, makes, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const refuses: Need = (resource, _, document) =>
  maskedUpdates(resource, document).some(({ said }) => said.refusesUnknown || said.refusesServer)
    ? { holds: true, certainty: 'sure' }
    : lacking('update mask of which it says that a path is refused')

/** A mask with a path that cannot be updated is refused. */
export const unknownMaskPaths: Law = {
  id: 'unknown-mask-paths',
  level: 'must',
  text: 'An update whose mask names a path that the member does not have, or one that only the server sets, is refused with a 4xx status where the document says so.',
  source: 'the document: a description of the mask such as "An unknown path is refused"; AIP-134',
  needs: all(makes, reads, refuses),
  isRare: true,
  async check(world) {
    let judged = 0
    for (const update of maskedUpdates(world.resource, world.document)) {
      const member = await world.fresh()
      judged += await holdPaths(member, update, world)
    }
    if (judged === 0) throw new NotVerified('no update with a mask was accepted')
  },
}

/** The most properties of the server that are named, as a count. */
const MOST = 3

/** Sends an update with a right mask, and with each wrong path in it. Returns the count of what was judged. */
async function holdPaths(member: Member, { facts, mask, said }: MaskedUpdate, world: World): Promise<number> {
  const part = changedPart({ member, facts }, world)
  const [name = ''] = Object.keys(part)
  const right = await world.update(member, part, { facts, query: { [mask]: name } })
  if (!isSuccess(right)) return 0
  const unknown = said.refusesUnknown ? [{ path: world.word(), what: 'that the member does not have' }] : []
  const ofServer = (said.refusesServer ? shownByServer(world.shown(right), world) : []).map((path) => ({
    path,
    what: 'that only the server sets',
  }))
  const paths = [...unknown, ...ofServer]
  for (const { path, what } of paths) {
    const query = { [mask]: `${name},${path}` }
    const answer = await world.update(member, part, { facts, query })
    const problems = acceptedProblems(answer, { what: `${mask}=${query[mask]} with a path ${what}` })
    if (!world.expect(answer, problems)) break
  }
  return paths.length
}

/** The properties at the top of a member that only the server sets, and that an answer shows. */
function shownByServer(shown: unknown, { resource }: World): readonly string[] {
  const names = Object.keys(typeof shown === 'object' && shown !== null ? shown : {})
  return resource.server
    .map(parsePointer)
    .flatMap(([name = '', ...inner]) => (inner.length === 0 && names.includes(name) && !isName(name) ? [name] : []))
    .slice(0, MOST)
}

/** The name of a member is its key, and a writer sends the version that was read: a mask may have both. */
function isName(name: string): boolean {
  return name === 'name' || name === 'id' || isVersionName(name, true)
}
