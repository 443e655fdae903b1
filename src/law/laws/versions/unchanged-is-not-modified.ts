import { operationWithId } from '../../body/paths.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, missing, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

/**
 * Holds if a read heeds the tag that a cache has. It is sure where the document has the header If-None-Match, or both a tag and a 304. One of
 * these alone is a guess: a 304 may be for dates. A tag alone is for writes where an update or a delete has the header If-Match.
 */
const heedsTags: Need = ({ read, updates, delete: remove }, _, document) => {
  if (read === undefined) return missing('how a member is read')
  const { parameters, responses } = operationWithId(document, read.operation)
  const asks = parameters.some((one) => one.in === 'header' && one.name.toLowerCase() === 'if-none-match')
  const hasTag = Object.values(responses).some(({ headers }) => headers['etag'] !== undefined)
  const has304 = Object.hasOwn(responses, '304')
  const isForWrites = [...updates, ...(remove === undefined ? [] : [remove])].some(({ operation }) =>
    operationWithId(document, operation).parameters.some((one) => one.name.toLowerCase() === 'if-match'),
  )
  if (!asks && !has304 && (!hasTag || isForWrites)) return missing('that a read heeds If-None-Match')
  return { holds: true, certainty: asks || (hasTag && has304) ? 'sure' : 'guess' }
}

/** A compressor may mark the tag of what it has compressed, and not know it again. */
const PLAIN = { 'Accept-Encoding': 'identity' }

/** A cache that has the member is not sent it again. */
export const unchangedIsNotModified: Law = {
  id: 'unchanged-is-not-modified',
  level: 'must',
  text: 'A read with If-None-Match and the ETag that the member has before and after is answered 304.',
  source: 'RFC 9110, section 13.1.2',
  needs: all(reads, heedsTags),
  isRare: true,
  acrossResources: true,
  onlyReads: true,
  async check(world) {
    const member = await world.some()
    const plain = { headers: PLAIN }
    const first = await world.read(member, plain)
    const tag = first.header('etag')
    if (!isSuccess(first) || tag === undefined) throw new NotVerified('no read states an ETag of the member')
    if (!isTagOf(await world.read(member, plain), tag))
      throw new NotVerified('two reads of a member state different tags')
    const answer = await world.read(member, { headers: { ...PLAIN, 'If-None-Match': tag } })
    const problems = statusProblems(answer, [304], { what: `If-None-Match: ${tag}, the ETag of the member` })
    // The member may have changed between the reads.
    if (problems.length > 0 && !isTagOf(await world.read(member, plain), tag))
      throw new NotVerified('the ETag of the member changes without a write of the run')
    world.expect(answer, problems)
  },
}

/** Compares tags as a read does: a weak one is like the strong one (RFC 9110, section 8.8.3.2). */
function isTagOf(answer: Answer, tag: string): boolean {
  return opaque(answer.header('etag')) === opaque(tag)
}

function opaque(tag = ''): string {
  return tag.trim().replace(/^W\//, '')
}
