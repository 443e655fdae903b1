import { faults } from '../../../fixtures/faults/index.ts'
import { nullServers } from '../../../fixtures/null-servers/index.ts'
import { openNullScene, openScene, type Scene, type Setting } from '../../../fixtures/scene.ts'
import { variants } from '../../../fixtures/variants/index.ts'
import type { KnownServer } from '../../prove/known-server.ts'

/** Every server of this package whose correct verdict is known. */
export const KNOWN_SERVERS: readonly KnownServer[] = [
  { kind: 'reference', id: 'reference', about: 'The reference server without changes.', open: () => openPatiently({}) },
  ...variants.map((variant): KnownServer => ({
    kind: 'variant',
    id: variant.id,
    about: variant.about,
    mayWarn: variant.departsFrom !== undefined,
    open: () => openPatiently(variant),
  })),
  ...nullServers.map(({ handler, ...one }): KnownServer => ({
    ...one,
    kind: 'null',
    open: () => Promise.resolve(openNullScene(handler)),
  })),
  ...faults.map(
    ({
      id,
      breaks,
      violates,
      outOfReach,
      source,
      needs,
      unsteady = false,
      overrides,
      options = {},
      ...setting
    }): KnownServer => ({
      kind: 'fault',
      id,
      unsteady,
      about: breaks,
      violates,
      ...(outOfReach === undefined ? {} : { outOfReach }),
      ...(source === undefined ? {} : { source }),
      ...(needs === undefined ? {} : { needs }),
      open: () => openScene({ ...setting, options: { ...options, overrides } }),
    }),
  ),
]

/** A conformant server always answers, so a slow answer is the fault of this machine. */
async function openPatiently(setting: Setting): Promise<Scene> {
  return { ...(await openScene(setting)), timeout: 20_000 }
}
