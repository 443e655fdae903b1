import { sentencesOf } from '../../document/says/sentences-of.ts'
import { isSoftDelete } from '../shape/restores-deleted.ts'
import { documents } from '../shape/body-schema.ts'
import { guess, sureIf } from '../fact.ts'
import type { DeleteFacts, Fact } from '../model.ts'
import { isSpecificTo } from '../shape/specific-status.ts'
import { schemaShape } from '../shape/schema-shape.ts'
import type { Subject } from '../shape/subject.ts'
import { wordsOf } from '../../words/words.ts'

/** Infers what a delete leaves, and the effect of a second delete. */
export function inferDelete(subject: Subject): DeleteFacts | undefined {
  const { delete: remove, read } = subject.roles
  if (remove === undefined) return undefined
  const text = `DELETE ${remove.path}`
  const gone = [404, 410].find((status) => documents(remove, status))
  const again =
    gone === undefined
      ? undefined
      : sureIf(isSpecificTo(subject, remove, gone) && !documents(remove, 202), gone, `${text} documents ${gone}`)
  const leaves = inferLeaves(subject)
  return {
    operation: remove.id,
    ...(again === undefined ? {} : { again }),
    ...(read === undefined ? {} : { leaves }),
  }
}

/** Properties that tell of a member that is deleted and still there. */
const TOMBSTONE = new Set(
  'deleted trashed archived removed tombstone deletion retired cancelled canceled deactivated revoked withdrawn'.split(
    ' ',
  ),
)

/** A state that a delete may give. */
const GONE = /delet|cancel|archiv|closed|inactiv|remov|trash|revok/i

/** A description of a delete that removes nothing, or only later. */
const STAYS =
  /\b(?:marks|closes|archives|retires|deactivates|disables|anonymi[sz]es) (?:it|the|an?)\b|\b(?:is|are) (?:only |then )?(?:marked|closed|archived|retired|deactivated|disabled|anonymi[sz]ed)\b|\b(?:stays?|remains?) (?:readable|visible|in the list|listed)\b|\bnothing is (?:removed|deleted)\b|\bcan (?:still )?be read\b|\buntil then\b|\bkept for\b|\bwithin (?:an?|one|\d+) (?:second|minute|hour|day|week|month)s?\b/i

/** A sentence about a delete that is refused. */
const REFUSED = /\b(?:409|refused|rejected|conflict)\b/i

/** A description of a delete after which a read finds nothing. */
const ENDS =
  /\b(?:is|are) (?:then )?answered (?:with )?(?:404|410)\b|\b(?:answers|returns|gives) (?:404|410) (?:then|afterwards|from then on)\b/i

function inferLeaves({
  document,
  roles: { delete: remove, read },
  member,
}: Subject): NonNullable<DeleteFacts['leaves']> {
  const path = `DELETE ${remove?.path ?? ''}`
  const isOnlyLater = documents(remove, 202) && !documents(remove, 200) && !documents(remove, 204)
  if (isOnlyLater) return guess('later', `${path} answers 202`)
  const isDocumented = documents(read, 404) || documents(read, 410)
  // What stays since its delete is refused is no member that a delete leaves.
  const says = sentencesOf(remove?.description)
    .filter((sentence) => !REFUSED.test(sentence))
    .join(' ')
  if ((STAYS.test(says) || (isSoftDelete(says) && !isDocumented)) && !ENDS.test(says))
    return guess('tombstone', `${path} leaves the member, as its description says`)
  if (isSoftDelete(says)) return guess('nothing', `GET ${read?.path ?? ''} documents the missing member`)
  const marks = [...member.properties].flatMap(([name, { schema }]) => {
    const choices = schemaShape(document, schema).keywords['enum']
    const isState = Array.isArray(choices) && choices.some((choice) => typeof choice === 'string' && GONE.test(choice))
    return isState || wordsOf(name).some((word) => TOMBSTONE.has(word)) ? [name] : []
  })
  if (marks.length > 0) return guess('nothing', `a member may stay, because it has ${marks.join(', ')}`)
  const because = isDocumented ? `GET ${read?.path ?? ''} documents the missing member` : `${path} deletes`
  return sureIf(isDocumented, 'nothing', because) satisfies Fact<'nothing'>
}
