import { contextBridge, ipcRenderer, webFrame } from 'electron'
import { buildBridge } from './bridge'
import { giveBackAtRest } from './give-back'

contextBridge.exposeInMainWorld('rill', buildBridge(ipcRenderer))
giveBackAtRest(ipcRenderer, webFrame)
