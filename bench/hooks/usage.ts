import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** Imported before a process that is measured: writes down at its end what it used. */
const file = process.env['BENCH_USAGE']
if (file !== undefined && isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    writeFileSync(file, JSON.stringify({ peak: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1000 }))
  })
}
