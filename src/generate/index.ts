/** Values of a JSON Schema, drawn by construction: valid values, values that are invalid at one place, and edge values. */
export { type BoundaryValue, boundaryValues } from './boundary-values.ts'
export type { SchemaOptions, ValidOptions } from './create-engine.ts'
export { UnsatisfiableSchema, UnsupportedSchema } from './errors.ts'
export type { CustomFormats } from './formats/formats.ts'
export { withoutInheritanceCycles } from './inheritance.ts'
export { type InvalidSite, invalidSites } from './invalid-sites.ts'
export { validValues } from './valid-values.ts'
