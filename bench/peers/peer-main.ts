import { createParser } from 'eventsource-parser'
import { app, BrowserWindow, ipcMain, net } from 'electron'
import { join } from 'node:path'

/** A program of one window and nothing else: what anything built on Electron costs at least. */
const page = process.argv.find((argument) => argument.startsWith('--page='))?.slice('--page='.length) ?? 'empty'

void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true, preload: join(__dirname, 'peer-preload.cjs') }
  })
  ipcMain.on('ask', (event, url: string) => void relay(url, (text) => event.sender.send('chunk', text)))
  await window.loadFile(join(__dirname, `../bench-pages/${page}.html`))
})

app.on('window-all-closed', () => app.quit())

/** Every chunk at once, as the simplest program would. */
async function relay(url: string, send: (text: string) => void): Promise<void> {
  const response = await net.fetch(`${url}/chat/completions`, { method: 'POST', body: '{}' })
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === '[DONE]') return
      const chunk = JSON.parse(data) as { choices: { delta: { content?: string } }[] }
      send(chunk.choices[0]?.delta.content ?? '')
    }
  })
  const utf8 = new TextDecoder()
  const reader = response.body?.getReader()
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    parser.feed(utf8.decode(step.value as Uint8Array, { stream: true }))
  }
}
