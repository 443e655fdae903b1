import { saysAbsent } from '../../../document/says/says-absent.ts'
import { type Association, associationsOf } from '../../../resource/infer/associations-of.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { pathParameter } from '../../body/paths.ts'
import { pairOf, sendAssociation } from '../../change/associate.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { all, creates, missing, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

const isStated: Need = (resource, { resources }, document) =>
  associationsOf(resource, document, resources).some((one) => statusOf(one) !== undefined)
    ? { holds: true, certainty: 'sure' }
    : missing('how a DELETE of what is not associated is answered')

/** A DELETE of what is not associated is answered as the document says. */
export const dissociateAgain: Law = {
  id: 'dissociate-again',
  level: 'must',
  text: 'A DELETE of what is not associated with a member is answered as the document says of it.',
  source: 'the document: a sentence such as "404 if it does not have the tag"',
  isRare: true,
  needs: all(creates, isStated),
  async check(world) {
    const { resource, document, model } = world
    for (const association of associationsOf(resource, document, model.resources)) {
      const status = statusOf(association)
      if (status === undefined) continue
      const pair = await pairOf(association, world)
      const answer = await sendAssociation('remove', pair, world)
      const what = `a DELETE of ${pair.key}, which the ${resource.name} does not have`
      world.expect(answer, statusProblems(answer, [status], { what }))
      world.leave([pair.holder])
    }
  },
}

/** The one documented status that a sentence about the DELETE, its parameter or its 404 states for what is not associated. */
function statusOf({ remove, word, parameter, to }: Association): number | undefined {
  const { description, responses } = remove
  const told = [...saysAbsent(description), ...saysAbsent(pathParameter(remove, parameter ?? '')?.description)]
  const of404 = responses['404']?.description
  const refusals = of404 === undefined ? [] : saysAbsent(`404: ${of404}`)
  const stated = [...told, ...refusals].filter(
    ({ text, status }) =>
      Object.hasOwn(responses, String(status)) && [word, to?.name ?? word].some((name) => speaksOf(name, text)),
  )
  const [status, ...others] = new Set(stated.map((one) => one.status))
  return others.length === 0 ? status : undefined
}
