import { all, creates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { acceptedProblems } from '../../send/status-problem.ts'

/** A media type that no document has. */
const UNKNOWN = 'application/x-unheard-of'

/** A body of a media type that the document does not have is refused. */
export const unsupportedMediaType: Law = {
  id: 'unsupported-media-type',
  level: 'should',
  text: 'A create with a body of a media type that the document does not have is refused with a 4xx status.',
  source: 'RFC 9110, section 15.5.16',
  needs: all(creates),
  acrossResources: true,
  async check(world) {
    const valid = await world.body()
    const headers = { 'Content-Type': UNKNOWN }
    const what = `the media type ${UNKNOWN}`
    if (valid.body === undefined) throw new NotVerified('a create has no body')
    const { answer } = await world.create({ ...valid, headers })
    world.expect(answer, acceptedProblems(answer, { what }))
  },
}
