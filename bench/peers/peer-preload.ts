import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('peer', {
  ask: (url: string) => ipcRenderer.send('ask', url),
  onChunk: (take: (text: string) => void) => {
    ipcRenderer.on('chunk', (_event, text: string) => take(text))
  }
})
