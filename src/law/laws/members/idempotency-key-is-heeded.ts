import { randomUUID } from 'node:crypto'
import type { ApiOperation } from '../../../document/api-document.ts'
import { sentencesOf } from '../../../document/says/sentences-of.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, lacking, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { operationWithId } from '../../body/paths.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A sentence that a repeat is refused. */
const REFUSES =
  /\b(?:repeat|again|second|same key|reused?)\b.*\b(?:409|422|refus|reject|conflict)|\b(?:409|422)\b.*\b(?:repeat|again|second|same key|reused?)\b/i

const hasKey: Need = ({ create }, _, document) =>
  create !== undefined && headerOf(operationWithId(document, create.operation)) !== undefined
    ? { holds: true, certainty: 'sure' }
    : lacking('header Idempotency-Key of the create')

/** A create that is sent again with its idempotency key makes no second member. */
export const idempotencyKeyIsHeeded: Law = {
  id: 'idempotency-key-is-heeded',
  level: 'must',
  text: 'A create that is sent twice with one Idempotency-Key makes one member.',
  source: 'the document: a header Idempotency-Key of the create',
  needs: all(creates, hasKey),
  async check(world) {
    const name = headerOf(world.operation(world.resource.create?.operation ?? ''))
    if (name === undefined) return
    const asked = { ...(await world.body()), headers: { [name]: randomUUID() } }
    const first = await world.create(asked)
    if (!isSuccess(first.answer) || first.member === undefined)
      throw new NotVerified(`the create was answered ${first.answer.status}`)
    const again = await world.create(asked)
    const keys = [first.member.own, again.member?.own ?? []].map((own) => own.join('/'))
    const isSecond = isSuccess(again.answer) && again.member !== undefined && keys[0] !== keys[1]
    const problem = {
      signature: 'created-again',
      message: `expected the member ${keys[0]} for the same create with the same ${name}, got another one, ${keys[1]}`,
      at: `body#${Object.values(world.resource.key.address?.value ?? {})[0] ?? ''}`,
      expected: keys[0],
      actual: keys[1],
    }
    const what = `the same create with the same ${name}`
    const { description } = world.operation(world.resource.create?.operation ?? '')
    const isSaid = sentencesOf(description).some((text) => REFUSES.test(text))
    const refused = isSaid ? [] : statusProblems(again.answer, ['2xx'], { what, level: 'should' })
    world.expect(again.answer, isSecond ? [problem] : refused)
  },
}

function headerOf({ parameters }: ApiOperation): string | undefined {
  return parameters.find(({ in: place, name }) => place === 'header' && /^(?:x-)?idempotency-key$/i.test(name))?.name
}
