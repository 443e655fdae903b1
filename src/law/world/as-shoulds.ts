import { asShould } from '../session/problem.ts'
import type { World } from './world.ts'

/** The world in which each finding is a should. */
export function asShoulds(world: World): World {
  return { ...world, expect: (answer, problems) => world.expect(answer, problems.map(asShould)) }
}
