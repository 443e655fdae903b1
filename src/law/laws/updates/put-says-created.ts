import { documentedResponse } from '../../send/documented-response.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { operationWithId } from '../../body/paths.ts'
import { sameKeyBody } from '../../key/same-key-body.ts'
import { statusProblems } from '../../send/status-problem.ts'

const putsAndStates: Need = ({ create }, _, document) => {
  const operation = create === undefined ? undefined : operationWithId(document, create.operation)
  const isStated = operation?.method === 'PUT' && documentedResponse(operation, 201)?.by === 'status'
  return isStated ? { holds: true, certainty: 'sure' } : lacking('create by PUT that is answered 201')
}

/** The status of a PUT tells whether it has created a member. */
export const putSaysCreated: Law = {
  id: 'put-says-created',
  level: 'must',
  text: 'A PUT that creates a member is answered 201, and one that replaces it 200 or 204.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(creates, reads, putsAndStates),
  async check(world) {
    const member = await world.fresh()
    const { created } = member
    if (created === undefined) throw new NotVerified('the member was there before')
    world.expect(created, statusProblems(created, [201, 202], { what: 'a PUT that creates a member' }))
    const { answer } = await world.create(await sameKeyBody(member, world))
    if (isSuccess(answer))
      world.expect(answer, statusProblems(answer, [200, 202, 204], { what: 'a PUT that replaces a member' }))
  },
}
