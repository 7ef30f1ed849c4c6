import { faultText } from '../../src/shared/fault-text'
import { startHttpProxy, startSocksProxy } from '../proxies'
import { expect, test } from './app.fixture'

/** A name that only a proxy knows: without one there is no such host. */
const ELSEWHERE = 'provider.test'

test('goes to providers through the proxy that is set, and through none when none is', async ({ rill, provider }) => {
  const http = await startHttpProxy()
  const socks = await startSocksProxy()
  const host = new URL(provider.baseUrl).host.replace('127.0.0.1', ELSEWHERE)
  await rill.useProvider(`http://${host}/v1`)

  await rill.openSettings()
  await rill.main.getByRole('radio', { name: rill.say('settings_proxy_manual') }).click()
  const field = rill.main.getByRole('textbox', { name: rill.say('settings_proxy_address') })
  await field.fill('127.0.0.1:1')
  await field.press('Enter')
  await expect(rill.main.getByText(rill.say('settings_proxy_address_invalid'))).toBeVisible()
  await field.fill(http.address)
  await field.press('Enter')
  await expect(rill.main.getByText(rill.say('settings_proxy_address_invalid'))).toBeHidden()
  await rill.newConversation()
  await rill.ask('Which way?')
  const first = await provider.next()
  first.say('Through HTTP.')
  first.finish()
  await rill.finished()
  expect(await rill.answerText()).toBe('Through HTTP.')
  expect(http.asked).toEqual([host])

  await rill.change({ proxy: { mode: 'manual', address: socks.address } })
  await rill.ask('And now?')
  const second = await provider.next()
  second.say('Through SOCKS.')
  second.finish()
  await expect(rill.answer).toHaveText('Through SOCKS.')
  await rill.finished()
  expect(socks.asked).toEqual([host])

  await rill.change({ proxy: { mode: 'none' }, maxRetries: 0 })
  await rill.ask('And without one?')
  await expect(rill.main).toContainText(faultText({ kind: 'unreachable', message: '' }, 'en'))
  expect(http.asked.concat(socks.asked)).toHaveLength(2)
  await http.close()
  await socks.close()
})
