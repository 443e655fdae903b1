import { parentOf } from '../body/paths.ts'
import type { LawSession } from '../session/session.ts'

/** True for a resource whose members stay on the target after an action, as `--leave` with the name of the action allows. */
export function isLeftByAction(resource: string, { learned, model }: Pick<LawSession, 'learned' | 'model'>): boolean {
  return [...learned.makings].some(([name, { isLeft }]) => {
    const action = isLeft === true ? model.resources[name] : undefined
    return action !== undefined && parentOf(action, model)?.name === resource
  })
}
