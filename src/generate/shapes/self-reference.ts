import { UnsupportedSchema } from '../errors.ts'

/** The error for a formula whose shapes need the same shapes. */
export class SelfReference extends UnsupportedSchema {
  /** True while an outer computation of the formula goes on: the reference then leads back from a part of the value. */
  readonly isOuter: () => boolean

  constructor(isOuter: () => boolean) {
    super('', 'a schema refers to itself without going into a part of the value')
    this.isOuter = isOuter
  }
}
