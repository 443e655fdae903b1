import type { ReporterFormat } from './reporter.ts'

/** Every report format, by the name that `--reporter` takes; each is loaded when it is asked for. */
export const FORMATS: Readonly<Record<string, () => Promise<ReporterFormat>>> = {
  spec: async () => (await import('./spec.ts')).spec,
  junit: async () => (await import('./junit.ts')).junit,
  json: async () => (await import('./json.ts')).json,
  github: async () => (await import('./github.ts')).github,
}
