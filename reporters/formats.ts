import { github } from './github.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import type { ReporterFormat } from './reporter.ts'
import { spec } from './spec.ts'

/** Every report format, by the name that `--reporter` takes. */
export const FORMATS: readonly ReporterFormat[] = [spec, junit, json, github]
