import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { sandboxSwitches } from '../electron-runtime.mjs'
import { ROOT } from '../set-up/set-up.mjs'
import { withVirtualDisplay } from './display.mjs'
import { printGrowing } from './print-growing.mjs'

const QUESTION = 'What can you do?'
const SCREENSHOT = join('.cache', 'first-start.png')
const START_LIMIT_MS = 30_000
const ANSWER_LIMIT_MS = 60_000

/** Asks Demo one question through the real window on a virtual display; resolves with the exit code. */
export function askFirstQuestion(executablePath) {
  console.log('There is no display here, so Rill asks its Demo provider one question on a virtual one.\n')
  const profile = mkdtempSync(join(tmpdir(), 'rill-first-'))
  return withVirtualDisplay(process.env, async (env) => {
    const args = [ROOT, `--user-data-dir=${profile}`, '--lang=en-US', ...sandboxSwitches()]
    const app = await _electron.launch({ executablePath, args, env, timeout: START_LIMIT_MS })
    try {
      const page = await app.firstWindow({ timeout: START_LIMIT_MS })
      page.setDefaultTimeout(START_LIMIT_MS)
      return await ask(page)
    } finally {
      app.process().kill('SIGKILL')
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  })
}

async function ask(page) {
  const main = page.getByRole('main')
  await main.getByRole('textbox', { name: 'Your question' }).fill(QUESTION)
  console.log(`> ${QUESTION}\n`)
  await page.keyboard.press('Enter')
  await printGrowing(main.locator('article .markdown').last(), () => isOver(main), ANSWER_LIMIT_MS)
  const strip = await main.getByTitle('Statistics per attempt').last().innerText()
  console.log(`\n${strip.split('\n').join(' · ')}`)
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  await page.screenshot({ path: join(ROOT, SCREENSHOT) })
  console.log(`\nScreenshot: ${SCREENSHOT}`)
  return 0
}

async function isOver(main) {
  return (await main.getByRole('button', { name: 'Stop', exact: true }).count()) === 0
}
