import { faults } from '../../fixtures/faults/index.ts'
import { openScene } from '../../fixtures/scene.ts'
import type { Subject } from '../prove/subject.ts'

/** Every server of ours whose rights and wrongs are known. */
export const SUBJECTS: readonly Subject[] = [
  { kind: 'reference', id: 'reference', about: 'The reference server as it is.', open: () => openScene({}) },
  ...faults.map(({ id, breaks, violates, outOfReach, overrides, options = {}, ...setting }): Subject => ({
    kind: 'fault',
    id,
    about: breaks,
    violates,
    ...(outOfReach === undefined ? {} : { outOfReach }),
    open: () => openScene({ ...setting, options: { ...options, overrides } }),
  })),
]
