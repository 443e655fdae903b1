import { faults } from '../../fixtures/faults/index.ts'
import { nullServers } from '../../fixtures/null-servers/index.ts'
import { openNullScene, openScene, type Scene, type Setting } from '../../fixtures/scene.ts'
import { variants } from '../../fixtures/variants/index.ts'
import type { Subject } from '../prove/subject.ts'

/** Every server of ours whose rights and wrongs are known. */
export const SUBJECTS: readonly Subject[] = [
  { kind: 'reference', id: 'reference', about: 'The reference server as it is.', open: () => openPatiently({}) },
  ...variants.map((variant): Subject => ({
    kind: 'variant',
    id: variant.id,
    about: variant.about,
    mayWarn: variant.departsFrom !== undefined,
    open: () => openPatiently(variant),
  })),
  ...nullServers.map(({ handler, ...one }): Subject => ({
    ...one,
    kind: 'null',
    open: () => Promise.resolve(openNullScene(handler)),
  })),
  ...faults.map(
    ({ id, breaks, violates, outOfReach, unsteady = false, overrides, options = {}, ...setting }): Subject => ({
      kind: 'fault',
      id,
      unsteady,
      about: breaks,
      violates,
      ...(outOfReach === undefined ? {} : { outOfReach }),
      open: () => openScene({ ...setting, options: { ...options, overrides } }),
    }),
  ),
]

/** A server that conforms always answers: that it took long is then this machine's matter. */
async function openPatiently(setting: Setting): Promise<Scene> {
  return { ...(await openScene(setting)), timeout: 20_000 }
}
