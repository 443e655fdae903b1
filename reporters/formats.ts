import type { ReporterFormat } from './reporter.ts'

/** The report formats by name. Each value loads its format, so that `--help` loads none of them. */
export const FORMATS: Readonly<Record<string, () => Promise<ReporterFormat>>> = {
  spec: async () => (await import('./spec.ts')).spec,
  junit: async () => (await import('./junit.ts')).junit,
  html: async () => (await import('./html/html.ts')).htmlReport,
  json: async () => (await import('./json.ts')).json,
  github: async () => (await import('./github.ts')).github,
}
