/** Values of a JSON Schema, drawn by construction: valid ones, ones that are invalid at one place, and those at the edges. */
export { type BoundaryValue, boundaryValues } from './boundary-values.ts'
export type { SchemaOptions } from './create-engine.ts'
export { UnsatisfiableSchema, UnsupportedSchema } from './errors.ts'
export type { CustomFormats } from './formats/formats.ts'
export { withoutInheritanceCycles } from './inheritance.ts'
export { type InvalidSite, invalidSites } from './invalid-sites.ts'
export { validValues, type ValidOptions } from './valid-values.ts'
