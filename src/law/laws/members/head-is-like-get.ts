import { all, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'

/** HEAD answers like GET, without a body. */
export const headIsLikeGet: Law = {
  id: 'head-is-like-get',
  level: 'should',
  text: 'A HEAD of a member has the status of a GET and no body, where the server knows HEAD.',
  source: 'RFC 9110, section 9.3.2',
  needs: all(reads),
  acrossResources: true,
  onlyReads: true,
  async check(world) {
    const member = await world.some()
    const get = await world.read(member)
    const head = await world.read(member, { method: 'HEAD' })
    if (get.status >= 300) throw new NotVerified(`the read was answered ${get.status}`)
    if ([404, 405, 501].includes(head.status)) throw new NotVerified(`HEAD was answered ${head.status}`)
    world.expect(
      head,
      head.status === get.status
        ? []
        : [
            {
              signature: 'other-status',
              message: `expected ${get.status} for HEAD as for GET, got ${head.status}`,
              at: 'status',
              expected: get.status,
              actual: head.status,
            },
          ],
    )
  },
}
