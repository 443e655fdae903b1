/** Values of a JSON Schema, drawn by construction: valid ones, ones that are invalid at one place, and those at the edges. */
export { type BoundaryValue, boundaryValues } from './boundaryValues.ts'
export type { SchemaOptions } from './createEngine.ts'
export { UnsatisfiableSchema, UnsupportedSchema } from './errors.ts'
export type { CustomFormats } from './formats/formats.ts'
export { withoutInheritanceCycles } from './inheritance.ts'
export { type InvalidSite, invalidSites } from './invalidSites.ts'
export { validValues, type ValidOptions } from './validValues.ts'
